import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { HttpRequest } from './http-client.js';
import { HttpFailure } from './http-failure.js';

/** The URL of a request that can be sent. Throws an `HttpFailure` that says what is wrong with it and repeats none of it. */
export function checkedRequest({ url: text, headers = {} }: HttpRequest): URL {
  const url = checkedUrl(text);
  for (const name in headers) checkHeader(name, headers[name] ?? '');
  return url;
}

function checkedUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw impossible('the address is not a URL');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw impossible('the address is not an http or https URL');
  if (url.username || url.password) throw impossible('the address has a user and a password in it; they are not sent');
  return url;
}

function checkHeader(name: string, value: string): void {
  if (!isAccepted(() => validateHeaderName(name)))
    throw impossible('the name of a header has characters that it must not');
  if (!isAccepted(() => validateHeaderValue(name, value)))
    throw impossible(`the header ${name} has characters that it must not, such as a line break`);
}

function isAccepted(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

function impossible(message: string): HttpFailure {
  return new HttpFailure('unreachable', message);
}
