import { requestBody } from '../../../providers/wire/request-body.js';

/** Half a surrogate pair, which JSON writes as an escape. */
const HALF_PAIR = /\\ud[89a-f][0-9a-f]{2}/i;

/** See `requestBody`, which looks at every text by itself: here that is done only where there is something to mend. */
export function bodyText(body: object): string {
  const text = JSON.stringify(body);
  return HALF_PAIR.test(text) ? requestBody(body) : text;
}
