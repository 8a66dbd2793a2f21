import type { TextSpan, TextTools } from 'devmgr/plugin-api';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { entrySummary } from './entry-summary.js';
import { entryTime } from './entry-time.js';
import { LEVEL_LOOK } from './level-look.js';
import { markPlaces } from './mark-places.js';

export interface EntryLineOptions {
  /** Cells of the column with the sources. */
  readonly sourceWidth: number;
  /** Cells of the whole line, so that the sign of further lines stays in sight. */
  readonly width: number;
  readonly text: Pick<TextTools, 'clean' | 'truncate' | 'width'>;
}

const TIME_AND_LEVEL_CELLS = '12:04:31.118 ERROR '.length;
/** Where less of a message would be left, the sign of further lines is short. */
const SHORTEST_MESSAGE = 20;

/** What a line of the list says of a message: one line, and the sign that there are more. */
export interface LineText {
  readonly summary: string;
  readonly more: string;
}

/** The text of an entry's line, before places in it are marked. */
export function lineText({ message }: LogEntry, options: EntryLineOptions): LineText {
  const { text, lines } = entrySummary(message);
  const clean = options.text.clean(text).replaceAll('\n', ' ');
  if (lines === 1) return { summary: clean, more: '' };
  const room = (more: string) =>
    options.width - TIME_AND_LEVEL_CELLS - options.sourceWidth - 1 - options.text.width(more);
  const full = `  ▸ ${lines} lines (Enter opens)`;
  const more = room(full) >= SHORTEST_MESSAGE ? full : `  ▸ ${lines}`;
  return { summary: options.text.truncate(clean, Math.max(1, room(more))), more };
}

/** `12:04:31.118 INFO  api       message   ▸ 14 lines (Enter opens)`; `places` of the summary are marked as matches. */
export function entryLine(
  entry: LogEntry,
  line: LineText,
  places: readonly number[],
  { sourceWidth, text }: EntryLineOptions,
): readonly TextSpan[] {
  const look = LEVEL_LOOK[entry.level];
  const source = text.truncate(text.clean(entry.source).replaceAll('\n', ' '), sourceWidth, 'middle');
  const padding = ' '.repeat(Math.max(0, sourceWidth - text.width(source)) + 1);
  return [
    { text: `${entryTime(entry.at)} `, style: 'muted' },
    { text: `${look.label} `, style: look.style },
    { text: source + padding, style: 'accent' },
    ...markPlaces(line.summary, places, look.messageStyle),
    ...(line.more === '' ? [] : [{ text: line.more, style: 'muted' as const }]),
  ];
}
