import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { WireFormatError } from '../wire/wire-format-error.js';
import { aiError } from './ai-error.js';
import { baseUrlHint } from './base-url-hint.js';
import type { FailureContext } from './failure-context.js';

/** The error of an answer that is not what the wire format says: `OpenAI answered with a web page, not JSON`. */
export function formatError(context: FailureContext, error: WireFormatError): AiError {
  return aiError(context, { event: error.message, hint: baseUrlHint(context) }, { kind: 'server-error', cause: error });
}
