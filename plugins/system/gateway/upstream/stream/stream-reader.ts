import type { GatewayError } from '../../gateway-error.js';
import type { StreamTranslation, TranslatedUsage } from '../../translate/translation.js';

/** A provider's stream on its way to the client: text of complete events in, text of complete events in the client's format out. */
export interface StreamReader {
  push(text: string): string;
  /** The provider has closed the stream. `rest`: what came after the last complete event. */
  end(rest: string): string;
  /** What ends the stream at the client after a failure. */
  fail(error: GatewayError): string;
  /** Text, reasoning or a tool call has come. */
  readonly hasBegun: boolean;
  readonly isComplete: boolean;
  readonly usage: TranslatedUsage;
  readonly error: StreamTranslation['error'];
  /** What was said, where somebody wants to keep it. */
  readonly said: string;
}
