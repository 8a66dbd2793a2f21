import type { AnswerBody } from './api-answer.js';
import type { Headers } from './exchange.js';
import { headerValue } from './header-value.js';
import { prettyJson } from './pretty-json.js';

/** In characters: more would take longer than a frame to indent. */
const MOST_SHOWN = 100_000;
const TEXT_TYPE =
  /^(?:text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript|yaml|toml|x-ndjson|x-www-form-urlencoded|graphql|sql))/i;

/** The body of an answer for people. `bytes`: without content encoding. */
export function answerBody(headers: Headers, bytes: Uint8Array): AnswerBody {
  if (bytes.length === 0) return { kind: 'empty' };
  const contentType = headerValue(headers, 'content-type') ?? '';
  if (!isText(contentType, bytes)) return { kind: 'binary', contentType, bytes: bytes.length };
  const language = languageOf(contentType);
  const text = textDecoder(contentType).decode(bytes.subarray(0, 4 * MOST_SHOWN));
  const isMore = bytes.length > 4 * MOST_SHOWN;
  const pretty = language === 'json' || contentType === '' ? prettyJson(text, MOST_SHOWN) : undefined;
  if (pretty) return { kind: 'text', language: 'json', text: pretty.text, isCut: pretty.isCut };
  return { kind: 'text', language, text: text.slice(0, MOST_SHOWN), isCut: isMore || text.length > MOST_SHOWN };
}

/** Decodes as the content type says; UTF-8 without a word about it, or with one that is not known. What is wrong becomes `�`. */
export function textDecoder(contentType: string): TextDecoder {
  const charset = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** A type that says nothing is looked at: text has no zeros and is UTF-8. */
export function isText(contentType: string, bytes: Uint8Array): boolean {
  if (TEXT_TYPE.test(contentType)) return true;
  if (contentType !== '') return false;
  const beginning = bytes.subarray(0, 4_096);
  if (beginning.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function languageOf(contentType: string): Extract<AnswerBody, { kind: 'text' }>['language'] {
  if (/\bevent-stream/i.test(contentType)) return 'events';
  if (/[/+]json\b/i.test(contentType)) return 'json';
  if (/html/i.test(contentType)) return 'html';
  return /xml/i.test(contentType) ? 'xml' : 'text';
}
