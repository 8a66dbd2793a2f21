import type { AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import type { WireError } from '../wire/wire-format.js';

/** A provider's no, recognised. */
export interface Refusal {
  readonly kind: AiFailureKind;
  /** `undefined` inside a stream. */
  readonly status: number | undefined;
  readonly wire: WireError;
  /** When it may be asked again. */
  readonly retryAfterMs: number | undefined;
}
