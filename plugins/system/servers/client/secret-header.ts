import { isOnlyReferences } from './environment-references.js';
import { isSecretName } from './secret-names.js';

const SCHEME = /^(?:Basic|Bearer|Digest|Token|ApiKey|Negotiate) /i;

/**
 * The value of a header with `mask` in place of what is secret: by its name, or because it says itself what it is (`Bearer …`), whose word stays.
 * Variables stay (`Bearer $TOKEN`). `undefined`: nothing of it is secret.
 */
export function hiddenHeader(name: string, value: string, mask: string): string | undefined {
  const scheme = SCHEME.exec(value)?.[0];
  const isSecret = isSecretName(name) || (scheme !== undefined && value.length > scheme.length);
  if (!isSecret || value === '' || isOnlyReferences(value)) return undefined;
  // Of those that are known by their names an empty value says enough.
  return mask === '' && isSecretName(name) ? '' : (scheme ?? '') + mask;
}

/** What has to be typed before it can be sent: it was left out when the request was saved. */
export function lacksSecret(name: string, value: string): boolean {
  return value === '' ? isSecretName(name) : SCHEME.exec(value)?.[0] === value;
}
