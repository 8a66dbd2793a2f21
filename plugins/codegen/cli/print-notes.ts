import type { TextSink, TextTools } from 'devmgr/plugin-api';

/** `! note`, one below the other; further lines of one are set in. */
export function printNotes(notes: readonly string[], out: TextSink, text: Pick<TextTools, 'clean'>): void {
  const lines = notes.map(
    (note) => `${out.paint('warning', '!')} ${text.clean(note).trimEnd().replaceAll('\n', '\n  ')}\n`,
  );
  out.write(lines.join(''));
}
