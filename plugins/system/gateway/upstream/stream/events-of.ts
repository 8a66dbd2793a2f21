import type { StreamEvent } from '../../translate/translation.js';

/** An event and the text that it was, with the blank line after it. */
export interface ReadEvent extends StreamEvent {
  readonly block: string;
}

/** The events of a text that `EventBlocks` gave. Comments and events without data have `data: ''`. */
export function eventsOf(text: string): readonly ReadEvent[] {
  const events: ReadEvent[] = [];
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n\n', start);
    const end = found < 0 ? text.length : found + 2;
    const block = text.slice(start, end);
    events.push({ ...fieldsOf(block), block });
    start = end;
  }
  return events;
}

/** As the HTML standard says (section 9.2.6); `id` and `retry` mean nothing here. */
function fieldsOf(block: string): StreamEvent {
  let event: string | undefined;
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const value = (name: string) =>
      line.startsWith(' ', name.length) ? line.slice(name.length + 1) : line.slice(name.length);
    if (line.startsWith('data:')) data.push(value('data:'));
    else if (line.startsWith('event:')) event = value('event:');
  }
  return { event, data: data.join('\n') };
}

/** The text of events for a client. */
export function textOfEvents(events: readonly StreamEvent[]): string {
  let text = '';
  for (const { event, data } of events) {
    if (event !== undefined) text += `event: ${event}\n`;
    text += `data: ${data.includes('\n') ? data.replaceAll('\n', '\ndata: ') : data}\n\n`;
  }
  return text;
}
