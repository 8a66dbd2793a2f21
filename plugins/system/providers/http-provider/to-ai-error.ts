import type { FailureContext } from '../failures/failure-context.js';
import { formatError } from '../failures/format-error.js';
import { transportError } from '../failures/transport-error.js';
import { HttpFailure } from '../transport/http-failure.js';
import { WireFormatError } from '../wire/wire-format-error.js';

/** What a request failed with, for a person. What is neither of the transport nor of the format is given back as it is. */
export function toAiError(error: unknown, context: FailureContext): unknown {
  if (error instanceof HttpFailure) return transportError(context, error);
  return error instanceof WireFormatError ? formatError(context, error) : error;
}
