import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';

/** One entry of the log, of whichever devmgr of the project. */
export interface WindowEntry {
  readonly at: number;
  readonly source: string;
  readonly level: string;
  readonly message: string;
  readonly test: string | undefined;
}

export interface LogWindow {
  /** Milliseconds since the epoch, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
}

/** Entries in the files are written in order, but for a batch that was behind. */
const DISORDER_MS = 5_000;
const MOST_ENTRIES = 2_000;

/**
 * Entries between two moments from the log files of the project, by time; at most 2,000, the newest. `files`: as the log store tells them; devmgrs
 * that end and begin have files of their own, so servers in the background are there too.
 */
export async function readLogWindow(
  files: { readonly current: string; readonly dir: string },
  window: LogWindow,
): Promise<readonly WindowEntry[]> {
  const found: WindowEntry[] = [];
  for (const path of await filesSince(files, window.from)) {
    if (window.signal.aborted) break;
    await readFile(path, window, found).catch(() => undefined);
    if (found.length > MOST_ENTRIES) found.splice(0, found.length - MOST_ENTRIES);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Names are `<project>.<time>.<pid>[.<n>].jsonl`: what has not been written to since is of no interest. */
async function filesSince(
  { current, dir }: { current: string; dir: string },
  from: number,
): Promise<readonly string[]> {
  const project = basename(current).replace(/\.\d{8}-\d{6}\.\d+(\.\d+)?\.jsonl$/, '');
  const names = await readdir(dir).catch(() => []);
  const paths: string[] = [];
  for (const name of names) {
    if (!name.startsWith(`${project}.`) || !/\.\d{8}-\d{6}\.\d+(\.\d+)?\.jsonl$/.test(name)) continue;
    const stats = await stat(join(dir, name)).catch(() => undefined);
    if (stats?.isFile() && stats.mtimeMs >= from) paths.push(join(dir, name));
  }
  return paths.sort();
}

async function readFile(path: string, { from, to, signal }: LogWindow, found: WindowEntry[]): Promise<void> {
  const input = createReadStream(path, { encoding: 'utf8', signal });
  const lines = createInterface({ input, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      // Cheaper than the JSON of every line.
      const at = Date.parse(/"at":"([^"]{10,40})"/.exec(line.slice(0, 200))?.[1] ?? '');
      if (at > to + DISORDER_MS) return;
      if (!(at >= from && at <= to)) continue;
      const entry = parseEntry(line);
      if (entry) found.push(entry);
      if (found.length > 2 * MOST_ENTRIES) found.splice(0, MOST_ENTRIES);
    }
  } finally {
    lines.close();
    input.destroy();
  }
}

function parseEntry(line: string): WindowEntry | undefined {
  try {
    const { at, source, level, message, test } = JSON.parse(line) as Record<string, unknown>;
    const time = typeof at === 'string' ? Date.parse(at) : NaN;
    if (Number.isNaN(time) || typeof source !== 'string' || typeof message !== 'string') return undefined;
    const words = { source, message, level: typeof level === 'string' ? level : 'info' };
    return { at: time, ...words, test: typeof test === 'string' ? test : undefined };
  } catch {
    return undefined;
  }
}
