import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostFailure } from './host-failure.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of sentence-transformers' Pooling, and how transformers.js calls them. */
const modes: Readonly<Record<string, string>> = {
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_cls_token: 'cls',
  pooling_mode_lasttoken: 'last_token',
};

/**
 * How the vectors of a text's tokens become one: `mean`, `cls` or `last_token`. From the Pooling that modules.json names
 * (sentence-transformers), else from 1_Pooling/config.json; `mean` without either. Throws a `HostFailure` for other kinds.
 */
export async function readPooling(dir: string): Promise<string> {
  const modules = await readJson(join(dir, 'modules.json'));
  const entries = Array.isArray(modules) ? (modules as readonly (Fields | null)[]) : [];
  const pooling = entries.find((entry) => String(entry?.['type']).endsWith('.Pooling'));
  const folder = typeof pooling?.['path'] === 'string' ? pooling['path'] : '1_Pooling';
  const config = (await readJson(join(dir, folder, 'config.json'))) as Fields | undefined;
  if (!config) return 'mean';
  const chosen = Object.keys(config).filter((name) => name.startsWith('pooling_mode_') && config[name] === true);
  const [name = ''] = chosen;
  const mode = chosen.length === 1 && Object.hasOwn(modes, name) ? modes[name] : undefined;
  if (mode === undefined) throw new HostFailure('model', `The pooling of ${dir} is not known: ${chosen.join(' and ')}`);
  return mode;
}

/** `undefined` for what is not there or no JSON object. */
async function readJson(path: string): Promise<object | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
