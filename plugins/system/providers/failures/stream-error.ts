import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { WireError } from '../wire/wire-format.js';
import { aiError } from './ai-error.js';
import type { FailureContext } from './failure-context.js';
import { streamFailureKind } from './failure-kind.js';
import { refusalWords } from './refusal-words.js';

/** The error that a provider reports inside a stream, after it had answered 200. */
export function streamError(context: FailureContext, wire: WireError): AiError {
  const kind = streamFailureKind(wire, context.definition.quirks);
  const words = refusalWords(context, { kind, status: undefined, wire, retryAfterMs: undefined });
  return aiError(context, { told: wire.message, ...words }, { kind });
}
