import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ModuleImports } from './module-imports.js';
import { parseImports } from './parse-imports.js';

/** What a file imported when it had this digest. */
export interface KnownImports extends ModuleImports {
  readonly digest: string;
}

/** The first line; what has another one is read as nothing. */
const heading = '{"imports":3}';
const batch = 50;
const largestBytes = 64 * 1024 * 1024;

/** Reads what was kept, in slices of milliseconds. A file that is missing, damaged or of another version is an empty one. */
export async function readImportCache(path: string): Promise<Map<string, KnownImports>> {
  const known = new Map<string, KnownImports>();
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!text.startsWith(`${heading}\n`) || text.length > largestBytes) return known;
  let count = 0;
  for (let start = heading.length + 1; start < text.length; count++) {
    const end = text.indexOf('\n', start);
    // The last line was not written to its end.
    if (end < 0) break;
    const line = text.slice(start, end);
    start = end + 1;
    const tab = line.indexOf('\t');
    const read = parseImports(line.slice(tab + 1));
    if (read && tab > 0) known.set(read.path, { digest: line.slice(0, tab), imports: read.imports, error: undefined });
    if (count % batch === batch - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return known;
}

/** Replaces what was kept, as a whole. Files with an error are left out: another Python may know their syntax. Rejects when it cannot be written. */
export async function writeImportCache(path: string, known: ReadonlyMap<string, KnownImports>): Promise<void> {
  const lines = [heading];
  for (const [file, { digest, imports, error }] of known) {
    if (error) continue;
    const compact = imports.map(({ level, module, names }) => [level, module, names]);
    lines.push(`${digest}\t${JSON.stringify({ path: file, imports: compact, error: null })}`);
    if (lines.length % batch === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await mkdir(dirname(path), { recursive: true });
  const written = `${path}.${process.pid}`;
  try {
    await writeFile(written, `${lines.join('\n')}\n`, { mode: 0o600 });
    await rename(written, path);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}
