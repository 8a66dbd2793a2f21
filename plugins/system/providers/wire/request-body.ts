/**
 * The body of a request. Members that are `undefined` are not sent. Half a surrogate pair (a text that was cut in a wrong
 * place) becomes U+FFFD: several servers refuse the whole request for it.
 */
export function requestBody(body: object): string {
  return JSON.stringify(body, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}
