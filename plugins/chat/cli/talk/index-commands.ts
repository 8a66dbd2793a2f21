import { countText } from '../../tab/number-text.js';
import { printMatches } from '../print-matches.js';
import { printNotes } from '../print-notes.js';
import { refreshIndex } from '../refresh-index.js';
import { usageError } from '../usage-error.js';
import { say } from './say.js';
import type { RunTalkCommand, TalkParts } from './talk-command.js';

/** The code index; by the names of the commands of the screen after the plugin's id. */
export const indexCommands: Readonly<Record<string, RunTalkCommand>> = {
  'show-files': listFiles,
  'manage-index': manageIndex,
  'find-code': findCode,
};

const mostFiles = 40;
const mostMatches = 10;

async function listFiles(parts: TalkParts, words: string, signal: AbortSignal): Promise<void> {
  await refresh(parts, signal);
  const wanted = words.toLowerCase().split(/\s+/);
  const paths = (await parts.index.files({ signal }))
    .map(({ path }) => path)
    .filter((path) => wanted.every((word) => path.toLowerCase().includes(word)));
  const rest = paths.length - mostFiles;
  const more = rest > 0 ? [`and ${rest} more: /files with words of a path finds it`] : [];
  say(parts, paths.length === 0 ? ['There are none'] : [...paths.slice(0, mostFiles), ...more]);
}

async function findCode(parts: TalkParts, query: string, signal: AbortSignal): Promise<void> {
  if (query === '') throw usageError('What is to be found?', 'For example: /find bulk discount');
  await refresh(parts, signal);
  const { invocation, context } = parts;
  const result = await parts.index.search(query, { limit: mostMatches, signal });
  printNotes(result.notes, invocation.stderr, context.text);
  if (result.matches.length === 0) say(parts, ['Nothing was found']);
  else printMatches(result, invocation.stdout, context.text, { isFull: false });
}

async function manageIndex(parts: TalkParts, word: string, signal: AbortSignal): Promise<void> {
  if (!['', 'refresh', 'rebuild', 'on', 'off'].includes(word))
    throw usageError(
      `/index ${word} is not known`,
      'Write /index refresh, rebuild, on or off; /index alone tells of it.',
    );
  if (word === 'on' || word === 'off') await parts.index.setEnabled(word === 'on');
  if (word === 'off') return say(parts, ['The code index of this project is off']);
  await refresh(parts, signal, word === 'rebuild');
  const { files, chunks } = parts.index.state.get();
  say(parts, [`${countText(files, 'file')} in ${countText(chunks, 'piece')} in the index; /files names them`]);
}

async function refresh(parts: TalkParts, signal: AbortSignal, rebuild = false): Promise<void> {
  await refreshIndex(parts, { signal, stderr: parts.invocation.stderr }, rebuild);
  signal.throwIfAborted();
}
