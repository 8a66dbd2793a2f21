import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { GatewayError } from '../gateway-error.js';
import type { TranslatedUsage } from '../translate/translation.js';
import type { BegunStream } from './stream/begin-stream.js';

interface Answered {
  readonly model: AiModelInfo;
  /** Of the provider, for the client. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a provider answered, in the client's format. */
export type TriedAnswer =
  | (Answered & {
      readonly kind: 'whole';
      readonly body: string;
      readonly usage: TranslatedUsage;
      readonly said: string;
    })
  | (Answered & {
      readonly kind: 'stream';
      readonly stream: BegunStream;
      /** What the client is told of a failure after the first token. */
      explain(error: unknown): GatewayError;
      /** Lets go of timers. */
      dispose(): void;
    });
