import type { TextTools } from 'devmgr/plugin-api';
import type { LogEntry, LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { entryTime } from './entry-time.js';
import { LEVEL_LOOK } from './level-look.js';

/** Entries around the chosen one, of every source and level: what happened meanwhile. */
const around = { before: 8, after: 4 };
/** Lines of a message: of the chosen one, and of those around it. */
const mostLines = { chosen: 300, other: 6 };
const mostLineChars = 1_000;

/** An entry as text with a few around it, in the order in which they came: `>` stands before the chosen one. */
export function entryExcerpt(chosen: LogEntry, log: Pick<LogStore, 'entries'>, text: Pick<TextTools, 'clean'>): string {
  const first = Math.max(0, chosen.seq - around.before);
  const near = log.entries(first, chosen.seq - first + 1 + around.after);
  // It may have fallen out of the log while it was looked at.
  const entries = near.some(({ seq }) => seq === chosen.seq) ? near : [chosen];
  return entries.map((entry) => entryText(entry, entry.seq === chosen.seq, text)).join('\n');
}

function entryText(
  { at, level, source, message }: LogEntry,
  isChosen: boolean,
  { clean }: Pick<TextTools, 'clean'>,
): string {
  const lines = shortened(clean(message).split('\n'), isChosen ? mostLines.chosen : mostLines.other);
  const head = `${entryTime(at)} ${LEVEL_LOOK[level].label} ${clean(source).replaceAll('\n', ' ')}`;
  return [`${isChosen ? '>' : ' '} ${head}  ${lines[0] ?? ''}`, ...lines.slice(1).map((line) => `    ${line}`)].join(
    '\n',
  );
}

/** The beginning and the end: a traceback says at its end what went wrong. */
function shortened(lines: readonly string[], most: number): readonly string[] {
  const cut = lines.map((line) => (line.length > mostLineChars ? `${line.slice(0, mostLineChars)}…` : line));
  if (cut.length <= most) return cut;
  const head = Math.ceil(most / 3);
  return [...cut.slice(0, head), `… ${cut.length - most} lines left out`, ...cut.slice(head - most)];
}
