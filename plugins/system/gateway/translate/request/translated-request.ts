import type { JsonObject } from '../../gateway-protocol.js';

/** A request in the provider's format, and what had to be left out or changed. */
export interface TranslatedRequest {
  readonly body: JsonObject;
  readonly notes: readonly string[];
}
