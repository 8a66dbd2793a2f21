import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SyntaxParts } from './check-syntax.js';
import { parseInThread } from './parse-in-thread.js';
import type { ParseAnswer, ParseRequest } from './parse-request.js';

/** Characters that are parsed on the main thread where there is no other, and JSON, which is quick, always. */
const MOST_HERE = 20_000;
const MOST_JSON_HERE = 100_000;

/** Parses a text, in a thread where it would take long. `undefined`: nobody can tell. Rejects only when aborted. */
export async function parseFile(request: ParseRequest, parts: SyntaxParts): Promise<ParseAnswer> {
  const { length } = request.text;
  const isQuick = request.kind.startsWith('json') && length <= MOST_JSON_HERE;
  const thread = parts.pluginDir === undefined ? undefined : join(parts.pluginDir, 'review/syntax/syntax.worker.js');
  if (!isQuick && thread !== undefined && existsSync(thread)) return await parseInThread(request, thread, parts);
  // Sources that are run as they are have no threads.
  if (!isQuick && length > MOST_HERE) return undefined;
  const { parseProblems } = await import('./parsers/parse-problems.js');
  const problems = await parseProblems(request, {
    babel: () => import('@babel/parser'),
    yaml: () => import('yaml'),
    toml: () => import('smol-toml'),
  });
  parts.signal.throwIfAborted();
  return problems;
}
