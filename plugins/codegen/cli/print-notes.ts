import type { TextSink, TextTools } from 'devmgr/plugin-api';
import { painter } from './painter.js';

/** `! note`, one below the other; further lines of one are set in. */
export function printNotes(notes: readonly string[], out: TextSink, text: Pick<TextTools, 'clean'>): void {
  const paint = painter(out);
  const lines = notes.map(
    (note) => `${paint('warning', '!')} ${text.clean(note).trimEnd().replaceAll('\n', '\n  ')}\n`,
  );
  out.write(lines.join(''));
}
