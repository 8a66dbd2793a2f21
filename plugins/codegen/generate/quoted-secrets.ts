import { maskedPlaces } from './masked-places.js';

/**
 * Secrets that a text holds as literals (`password = "…"`): what was masked between two quotes. A program prints them without the name that
 * gave them away, so they are to be known by their value from then on. What is no literal may be code that only looks like a secret.
 */
export function quotedSecrets(text: string, masked: string): readonly string[] {
  const places = maskedPlaces(text, masked) ?? [];
  const quoted = places.filter(({ from, to }) => /["'`]/.test(text[from - 1] ?? '') && text[from - 1] === text[to]);
  return [...new Set(quoted.map(({ from, to }) => text.slice(from, to)))];
}
