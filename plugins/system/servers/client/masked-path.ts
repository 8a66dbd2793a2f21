import type { ApiRequest } from './api-request.js';
import { requestPath } from './request-path.js';
import { withoutSecrets } from './without-secrets.js';

/** The path and query of a request as they went over the wire; the values of keys, tokens and passwords are `***`. */
export function maskedPath(request: ApiRequest): string {
  return requestPath(withoutSecrets(request, '***'));
}
