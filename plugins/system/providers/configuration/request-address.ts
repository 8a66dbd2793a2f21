import type { KnownProvider } from '../definitions/known-provider.js';

/** Where requests go, and what stood in the URL that must not be shown. */
export interface RequestAddress {
  /** See `Endpoint.baseUrl`. */
  readonly baseUrl: string;
  /** `user:password` of the URL, decoded. */
  readonly login: string | undefined;
}

/**
 * Takes user and password out of a base URL and brings its path to where the wire format begins: Anthropic's convention
 * leaves the version out, people copy addresses of servers without it, and both may end in slashes.
 */
export function requestAddress(url: URL, provider: KnownProvider): RequestAddress {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  address.pathname = versionedPath(url.pathname.replace(/\/+$/, ''), provider);
  const login =
    url.username === '' && url.password === '' ? undefined : `${decoded(url.username)}:${decoded(url.password)}`;
  // `URL` has a path of at least one slash.
  const baseUrl = address.href.replace(/^([^?]*?)\/+(?=$|\?)/, '$1');
  return { baseUrl, login };
}

function versionedPath(path: string, { wireFormat, kind, conventions }: KnownProvider): string {
  if (wireFormat === 'anthropic-messages') return /\/v\d+$/.test(path) ? path : `${path}/v1`;
  if (path !== '') return path;
  return conventions?.pathOfBareAddress ?? (kind === 'local-server' ? '/v1' : '');
}

/** A single percent sign makes a text that cannot be decoded: it is meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
