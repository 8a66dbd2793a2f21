import type { StreamEvent, StreamTranslation, TranslatedUsage } from '../../translate/translation.js';

/** Characters that are kept of what was said; whoever writes them down keeps no more either. */
export const MOST_SAID = 2 * 1024 * 1024;

/** What is seen of a stream that goes on to the client as it is. */
export interface StreamWatch {
  /** Whether something in the text must be looked at once the answer has begun: most of it is only passed on. */
  mayMatter(text: string): boolean;
  /** Whether the event goes on to the client. */
  see(event: StreamEvent): boolean;
  /** What is missing at the end of a complete stream. */
  ending(): string;
  hasBegun: boolean;
  isComplete: boolean;
  usage: TranslatedUsage;
  error: StreamTranslation['error'];
  said: string;
}
