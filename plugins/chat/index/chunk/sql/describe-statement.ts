import type { Chunk } from '../chunk.js';

/** A name may be quoted and in a schema. */
const name = String.raw`(?:"[^"]+"|\x60[^\x60]+\x60|\[[^\]]+\]|[\w$#@]+)`;
const qualified = String.raw`${name}(?:\s?\.\s?${name}){0,3}`;
const things =
  'TABLE|VIEW|FUNCTION|PROCEDURE|PROC|TRIGGER|INDEX|TYPE|SEQUENCE|SCHEMA|DATABASE|DOMAIN|POLICY|AGGREGATE|EVENT|MACRO';
const created = new RegExp(
  String.raw`^CREATE\b(?: (?!(?:${things})\b)[^\s(]+){0,6} (?:${things})(?: CONCURRENTLY)?(?: IF NOT EXISTS)? (${qualified})`,
  'i',
);
/** Of sqlc, aiosql and their like: `-- name: get_user :one`. */
const namedQuery = /^\s*--\s*name:\s*(\w+)/im;

const headChars = 1000;
const longestSignature = 160;

/** What a statement (with the comments above it) creates, and its beginning on one line. */
export function describeStatement(text: string): Pick<Chunk, 'symbol' | 'signature'> {
  const head = text.slice(0, headChars);
  const statement = withoutComments(head);
  if (/^(?:GO|\/|;|DELIMITER \S+)?$/i.test(statement)) return {};
  const symbol = created.exec(statement)?.[1]?.replace(/["\x60[\]\s]/g, '') ?? namedQuery.exec(head)?.[1];
  return { ...(symbol === undefined ? {} : { symbol }), signature: signatureOf(statement) };
}

/** In one line. */
function withoutComments(text: string): string {
  return text
    .replace(/--[^\n]*|\/\*(?:(?!\*\/)[^])*(?:\*\/|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Up to the columns of a table, the values, the body. */
function signatureOf(statement: string): string {
  const body = /^CREATE.*?\bTABLE\b/i.test(statement) ? / ?\(/ : / (?:AS|BEGIN|VALUES|SELECT)\b|;/i;
  const cut = statement.slice(1).search(body);
  const signature = cut === -1 ? statement : statement.slice(0, cut + 1);
  return signature.length <= longestSignature ? signature : `${signature.slice(0, longestSignature - 1)}…`;
}
