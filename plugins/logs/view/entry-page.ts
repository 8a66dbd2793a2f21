import type { StyledText, TextTools } from 'devmgr/plugin-api';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { entryDate, entryTime } from './entry-time.js';
import { LEVEL_LOOK } from './level-look.js';

/** `path.py", line 12` of a frame: where to look. */
const FRAME = /^(\s*(?:\| )*\s*)(File ".*", line \d+.*)$/;

/** An entry as a page: what is known of it, and its whole message. */
export function entryPage(entry: LogEntry, text: Pick<TextTools, 'clean'>): readonly StyledText[] {
  const look = LEVEL_LOOK[entry.level];
  return [
    [
      { text: `${entryDate(entry.at)} ${entryTime(entry.at)}  `, style: 'muted' },
      { text: look.label.trim(), style: look.style },
      { text: `  ${text.clean(entry.source)}`, style: 'accent' },
    ],
    ...(entry.test === undefined ? [] : [testLine(entry.test, text)]),
    '',
    ...messageText(entry.message, text).split('\n').map(styledLine),
  ];
}

function testLine(test: string, text: Pick<TextTools, 'clean'>): StyledText {
  return [
    { text: 'test ', style: 'muted' },
    { text: text.clean(test).replaceAll('\n', ' '), style: 'code' },
    { text: '  (t shows only its entries)', style: 'muted' },
  ];
}

/** A message that is one JSON document is laid out. */
function messageText(message: string, text: Pick<TextTools, 'clean'>): string {
  if (/^\s*[[{]/.test(message)) {
    try {
      return text.clean(JSON.stringify(JSON.parse(message), undefined, 2));
    } catch {
      return text.clean(message);
    }
  }
  return text.clean(message);
}

function styledLine(line: string): StyledText {
  const frame = FRAME.exec(line);
  return frame ? [{ text: frame[1] ?? '' }, { text: frame[2] ?? '', style: 'code' }] : line;
}
