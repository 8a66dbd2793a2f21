import type { Headers } from './exchange.js';
import { hiddenHeader } from './secret-header.js';

/** Headers for the screen: values that are secret are `***`; `Bearer $TOKEN` stays, and of others their kind (`Bearer ***`). */
export function maskedHeaders(headers: Headers): Headers {
  return headers.map(([name, value]) => [name, hiddenHeader(name, value, '***') ?? value] as const);
}
