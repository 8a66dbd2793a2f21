import { foldLibraryFrames } from './fold-library-frames.js';
import type { CapsulePart } from './failure-capsule.js';
import type { WindowEntry } from './read-log-window.js';

/** What devmgr itself and its tabs write under; the other sources are servers, by their names. */
const OWN_SOURCES: ReadonlySet<string> = new Set(['core', 'system', 'tests', 'codegen', 'chat', 'logs']);

/** What servers said while a test ran: the lines that its requests caused, where they are known, else all that came then. */
export function serverLines(entries: readonly WindowEntry[], id: string): readonly CapsulePart[] {
  const caused = entries.filter((entry) => entry.test === id);
  if (caused.length > 0) {
    const title = 'What servers said about the requests of this test';
    return [{ kind: 'server', title, lines: linesOf(caused), keep: 'end' }];
  }
  // Lines that another test caused say nothing of this one.
  const meanwhile = entries.filter((entry) => entry.test === undefined && !OWN_SOURCES.has(entry.source));
  if (meanwhile.length === 0) return [];
  return [{ kind: 'server', title: 'What servers said while this test ran', lines: linesOf(meanwhile), keep: 'end' }];
}

function linesOf(entries: readonly WindowEntry[]): readonly string[] {
  return entries.flatMap(({ at, source, message }) => {
    const [first = '', ...rest] = foldLibraryFrames(message.trimEnd().split('\n'));
    return [`${new Date(at).toISOString().slice(11, 23)} ${source} | ${first}`, ...rest.map((line) => `  ${line}`)];
  });
}
