import type { GatewayError } from '../../gateway-error.js';
import { eventsOf, type ReadEvent } from './events-of.js';
import type { StreamReader } from './stream-reader.js';
import type { StreamWatch } from './stream-watch.js';

export interface PassThroughOptions {
  readonly watch: StreamWatch;
  /** Every event is looked at, for its text. */
  readonly keepsTexts: boolean;
  readonly errorText: (error: GatewayError) => string;
  /** For those who follow the format more or less. */
  readonly mender?: StreamMender | undefined;
}

/** Makes chunks as their format has them. */
export interface StreamMender {
  /** Whether something in the text may be wrong: most of it is only passed on. */
  mayMatter(text: string): boolean;
  /** The text of the event as it should be; its own where nothing is wrong. */
  mended(event: ReadEvent): string;
}

/**
 * A stream whose format is the client's: text goes on as it came, and only what tells of tokens, errors and the end is looked at. So
 * nothing that devmgr does not know is lost, and nothing is made anew.
 */
export function passThrough({ watch, keepsTexts, errorText, mender }: PassThroughOptions): StreamReader {
  const look = (text: string): string => {
    let kept = '';
    for (const event of eventsOf(text)) {
      if (event.data === '') kept += event.block;
      else if (watch.see(event)) kept += mender ? mender.mended(event) : event.block;
      if (watch.error) break;
    }
    return kept;
  };
  const mayMatter = (text: string) => watch.mayMatter(text) || mender?.mayMatter(text) === true;
  const push = (text: string) => (watch.hasBegun && !keepsTexts && !mayMatter(text) ? text : look(text));
  return {
    push,
    end(rest) {
      const last = rest.trim() === '' ? '' : look(`${rest.trimEnd()}\n\n`);
      return watch.error ? last : last + watch.ending();
    },
    fail: errorText,
    get hasBegun() {
      return watch.hasBegun;
    },
    get isComplete() {
      return watch.isComplete;
    },
    get usage() {
      return watch.usage;
    },
    get error() {
      return watch.error;
    },
    get said() {
      return watch.said;
    },
  };
}
