import { foreignTerms } from './foreign-terms.js';
import { identifierTerms } from './identifier-terms.js';
import { isBlob, longestName } from './is-blob.js';

/** What comes later in a line is data. */
const longestLine = 2000;

/** Runs that were seen before: code says the same names again and again. */
const cacheSize = 50_000;
const cache = new Map<string, string>();

const lineFeed = 10;
const underscore = 95;
const isWordCode = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (/\w/.test(String.fromCharCode(code))) isWordCode[code] = 1;
}

/**
 * The terms of a text for the keyword side, with spaces between and as often as they occur: lower-case letters, digits and
 * `_` only. Names are divided into their words and kept whole beside them, words are stemmed, stop words and data left out.
 * Queries go the same way.
 */
export function indexTerms(text: string): string {
  let terms = '';
  let lineStart = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) {
      lineStart = at + 1;
    } else if (at - lineStart >= longestLine) {
      at = nextLine(text, at) - 1;
    } else if (code >= 128 || isWordCode[code] === 1) {
      const end = runEnd(text, at);
      const dataEnd = blobEnd(text, at, end);
      const known = dataEnd > 0 ? '' : termsOf(text, at, end);
      if (known !== '') terms += terms === '' ? known : ` ${known}`;
      at = Math.max(end, dataEnd) - 1;
    }
  }
  return terms;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Letters beyond ASCII may belong to a word, so they end none. */
function runEnd(text: string, start: number): number {
  let end = start + 1;
  const limit = Math.min(text.length, start + longestLine);
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code < 128 && isWordCode[code] === 0) break;
  }
  return end;
}

/** Base64 has `+`, `/` and `=` between its letters: the end of such data, 0 for anything else. */
function blobEnd(text: string, start: number, end: number): number {
  if (end - start < 16 || !isJoint(text.charCodeAt(end))) return 0;
  let last = end;
  while (last < text.length && (isJoint(text.charCodeAt(last)) || isAsciiWord(text.charCodeAt(last)))) last++;
  return last - start > longestName && isBlob(text.slice(start, last)) ? last : 0;
}

function isJoint(code: number): boolean {
  return code === 43 || code === 47 || code === 61;
}

function isAsciiWord(code: number): boolean {
  return code < 128 && code !== underscore && isWordCode[code] === 1;
}

function termsOf(text: string, start: number, end: number): string {
  const run = text.slice(start, end);
  const known = cache.get(run);
  if (known !== undefined) return known;
  const terms = (isAscii(run) ? identifierTerms(run) : foreignTerms(run)).join(' ');
  if (run.length <= 64) remember(run, terms);
  return terms;
}

function remember(run: string, terms: string): void {
  if (cache.size >= cacheSize) cache.clear();
  // A slice keeps the text that it was cut from; this copy keeps only itself.
  cache.set(` ${run}`.slice(1), terms);
}

function isAscii(run: string): boolean {
  for (let at = 0; at < run.length; at++) if (run.charCodeAt(at) >= 128) return false;
  return true;
}
