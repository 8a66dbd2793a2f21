import type { TextStyle, TextTools } from 'devmgr/plugin-api';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { entryDate, entryTime } from '../view/entry-time.js';
import { LEVEL_LOOK } from '../view/level-look.js';

/** SGR codes of the styles that levels have. */
const COLORS: Partial<Record<TextStyle, string>> = { muted: '2', info: '36', warning: '33', error: '31', accent: '35' };

export interface FormatOptions {
  readonly color: boolean;
  readonly text: Pick<TextTools, 'clean' | 'width'>;
  /** Today's date as `entryDate` gives it: entries of other days begin with theirs. */
  readonly today: string;
}

/** `12:04:31.118 INFO  api      message`; further lines of a message are indented. Ends with a newline. */
export function formatEntry(entry: LogEntry, { color, text, today }: FormatOptions): string {
  const paint = (part: string, style: TextStyle) =>
    color && COLORS[style] ? `\x1b[${COLORS[style]}m${part}\x1b[0m` : part;
  const { label, style } = LEVEL_LOOK[entry.level];
  const date = entryDate(entry.at);
  const time = (date === today ? '' : `${date} `) + entryTime(entry.at);
  const source = text.clean(entry.source).replaceAll('\n', ' ');
  const padding = ' '.repeat(Math.max(0, 8 - text.width(source)));
  const message = text.clean(entry.message).replaceAll('\n', '\n    ');
  return `${paint(time, 'muted')} ${paint(label, style)} ${paint(source, 'accent')}${padding} ${message}\n`;
}

/** One line of NDJSON with the fields that the log files have. */
export function jsonEntry({ at, level, source, message, seq, test }: LogEntry): string {
  return `${JSON.stringify({ at: new Date(at).toISOString(), level, source, message, seq, test })}\n`;
}
