/** `problem` goes on after the name of what holds the text: `is not a valid URL`. Texts are not repeated: they may hold a password. */
export type UrlReading = { readonly url: URL } | { readonly problem: string };

/** A server that listens on every address is asked on this machine's own. */
const EVERY_ADDRESS: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['[::]', '[::1]'],
]);

/** Reads an http or https URL. The fragment and the dot that may end a host name are taken away. */
export function readBaseUrl(text: string): UrlReading {
  // `URL` would also take `https:host`, and read `localhost:8000` as the scheme `localhost`.
  if (!/^https?:\/\//i.test(text)) return { problem: 'must begin with https:// or http://' };
  if (!URL.canParse(text)) return { problem: 'is not a valid URL' };
  const url = new URL(text);
  url.hash = '';
  const hostname = url.hostname.replace(/\.$/, '');
  url.hostname = EVERY_ADDRESS.get(hostname) ?? hostname;
  return { url };
}
