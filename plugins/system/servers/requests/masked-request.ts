import type { ServerRequest } from './server-request.js';

/** A request as it is shown and kept: without secrets. */
export function maskedRequest(request: ServerRequest, redact: (text: string) => string): ServerRequest {
  const { path, error, test } = request;
  return { ...request, path: redact(path), error: error && redact(error), test: test && redact(test) };
}
