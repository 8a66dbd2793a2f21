import { open } from 'node:fs/promises';
import { usageError } from './usage-error.js';

/** A line of `--batch`. */
export interface BatchQuery {
  readonly id: string | number;
  readonly query: string;
}

/** Editors of Windows begin files with it. */
const byteOrderMark = /^\uFEFF/;

/** Bytes. Half a million questions are fewer; a file of more is another one. */
const largestFile = 100_000_000;

/** Reads `{"id": …, "query": "…"}` lines of a file, or of stdin for `-`. Throws `DEVMGR_USAGE` with the line that is wrong. */
export async function readBatch(file: string, stdin: AsyncIterable<string>): Promise<readonly BatchQuery[]> {
  const lines = file === '-' ? await all(stdin) : (await readText(file)).split('\n');
  const name = file === '-' ? 'stdin' : file;
  return lines.flatMap((line, at) => {
    const text = at === 0 ? line.replace(byteOrderMark, '') : line;
    return text.trim() === '' ? [] : [readLine(text, `${name}:${at + 1}`)];
  });
}

function readLine(line: string, place: string): BatchQuery {
  const value = parse(line, place);
  const { id, query } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof id !== 'string' && typeof id !== 'number') throw wrong(place, 'it has no "id" (a text or a number)');
  if (typeof query !== 'string' || query.trim() === '') throw wrong(place, 'it has no "query" (a text)');
  return { id, query };
}

function parse(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw wrong(place, 'it is no JSON');
  }
}

function wrong(place: string, reason: string): Error {
  return usageError(`${place}: ${reason}`, 'Each line is {"id": "1", "query": "where are orders validated"}');
}

async function readText(file: string): Promise<string> {
  try {
    return await readLimited(file);
  } catch (error) {
    throw usageError(`${file} cannot be read: ${(error as Error).message}`, 'Name a file, or - for stdin.');
  }
}

/** Also of a pipe, as shells make them for `<(…)`, whose size nobody knows. */
async function readLimited(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > largestFile) throw new Error(`it is larger than ${largestFile / 1_000_000} MB`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function all(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}
