import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Entrypoint = { readonly target: string } | { readonly problem: string } | undefined;

/** `[tool.fastapi] entrypoint` of pyproject.toml, as fastapi_cli/config.py reads it: `module.sub:name`. */
export async function readEntrypoint(root: string): Promise<Entrypoint> {
  const text = await readFile(join(root, 'pyproject.toml'), 'utf8').catch(() => undefined);
  if (!text?.includes('fastapi')) return undefined;
  const { parse } = await import('smol-toml');
  let value: unknown;
  try {
    value = entry(parse(text), 'tool', 'fastapi', 'entrypoint');
  } catch (error) {
    return { problem: `pyproject.toml cannot be read: ${(error as Error).message.split('\n')[0]}` };
  }
  if (value === undefined) return undefined;
  if (typeof value === 'string' && isTarget(value)) return { target: value };
  return { problem: `pyproject.toml [tool.fastapi] entrypoint is ${JSON.stringify(value)}, not "module:name"` };
}

/** `package.module:attribute`, as uvicorn takes it. */
export function isTarget(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*:[\p{L}_][\p{L}\p{N}_.]*(?:\(\))?$/u.test(text);
}

function entry(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[key] : undefined,
    value,
  );
}
