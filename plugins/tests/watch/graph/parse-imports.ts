import type { ModuleImport, ModuleImports } from './module-imports.js';

/** Reads a line of `imports.py`; its docstring is the format. `undefined` for anything else. */
export function parseImports(line: string): (ModuleImports & { readonly path: string }) | undefined {
  try {
    const answer = JSON.parse(line) as Record<string, unknown> | null;
    const { path, imports, error } = answer ?? {};
    if (typeof path !== 'string' || !Array.isArray(imports)) return undefined;
    return { path, imports: imports.flatMap((each) => readImport(each) ?? []), error: readError(error) };
  } catch {
    return undefined;
  }
}

function readImport(value: unknown): ModuleImport | undefined {
  if (!Array.isArray(value)) return undefined;
  const [level, module, names] = value as readonly unknown[];
  if (typeof level !== 'number' || typeof module !== 'string' || !Array.isArray(names)) return undefined;
  return { level, module, names: names.filter((name) => typeof name === 'string') };
}

function readError(value: unknown): ModuleImports['error'] {
  const { line, message } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return typeof line === 'number' && typeof message === 'string' ? { line, message } : undefined;
}
