import type { StreamTranslation } from '../../translate/translation.js';
import { eventsOf, textOfEvents } from './events-of.js';
import type { StreamReader } from './stream-reader.js';
import type { StreamWatch } from './stream-watch.js';

/** A stream in another format than the client's. `watch` hears the client's text where that is to be kept. */
export function translatedReader(translation: StreamTranslation, watch: StreamWatch | undefined): StreamReader {
  const textOf = (events: Parameters<typeof textOfEvents>[0]) => {
    if (watch) for (const event of events) watch.see(event);
    return textOfEvents(events);
  };
  const push = (text: string) => {
    const translated = eventsOf(text).flatMap((event) =>
      event.data === '' || translation.error ? [] : translation.push(event),
    );
    return textOf(translated);
  };
  return {
    push,
    end: (rest) => {
      const last = rest.trim() === '' ? '' : push(`${rest.trimEnd()}\n\n`);
      return translation.error ? last : last + textOf(translation.end());
    },
    fail: (error) => textOfEvents(translation.fail(error)),
    get hasBegun() {
      return translation.hasBegun;
    },
    get isComplete() {
      return translation.isComplete;
    },
    get usage() {
      return translation.usage;
    },
    get error() {
      return translation.error;
    },
    get said() {
      return watch?.said ?? '';
    },
  };
}
