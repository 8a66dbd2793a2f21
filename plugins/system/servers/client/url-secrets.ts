import { isSecretName } from './secret-names.js';

/** From `://` on: what stands before is a word of any length. */
const PASSWORD = /(:\/\/[^\s/?#:@"'<>]*:)([^\s/?#@"'<>]+)@/g;
const QUERY_PAIR = /([?&])([^=&#]+)=([^&#]*)/g;
const FORM_PAIR = /(^|&)([^=&]+)=([^&]*)/g;

/** A text with `mask` in place of every password of a URL: `postgres://ann:***@db/shop`. */
export function withoutUrlPasswords(text: string, mask: string, isKept = (_password: string) => false): string {
  if (!text.includes('://')) return text;
  return text.replace(PASSWORD, (all, before: string, password: string) =>
    isKept(password) ? all : `${before}${mask}@`,
  );
}

/** A path or URL with `mask` for those values of its query that are secret. */
export function withoutQuerySecrets(path: string, mask: string): string {
  return withoutUrlPasswords(withoutPairs(path, QUERY_PAIR, mask), mask);
}

/** The same for a body of `application/x-www-form-urlencoded`. */
export function withoutFormSecrets(text: string, mask: string): string {
  return withoutPairs(text, FORM_PAIR, mask);
}

function withoutPairs(text: string, pairs: RegExp, mask: string): string {
  return text.replace(pairs, (all, sign: string, name: string, value: string) =>
    isSecretPair(decoded(name), decoded(value)) ? `${sign}${name}=${mask}` : all,
  );
}

function isSecretPair(name: string, value: string): boolean {
  return isSecretName(name) || withoutUrlPasswords(value, '') !== value;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
