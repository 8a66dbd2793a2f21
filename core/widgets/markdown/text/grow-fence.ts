import type { Tokens } from 'marked';
import type { Lex, LexContext } from './load-lexer.js';
import type { ParsedBlock } from './markdown-block.js';

/**
 * The block that code without its closing fence becomes when text is added; costs what is added. `undefined`: that cannot
 * be said without parsing the whole, as where the code ends there.
 *
 * @param raw The text of the block with what is added.
 */
export function growFence(before: ParsedBlock, raw: string, lex: Lex, context: LexContext): ParsedBlock | undefined {
  if (!isOpen(before.content) || before.content.raw !== before.raw) return undefined;
  const opening = openingOf(before.raw);
  // From the last line with something on it: so far that may be part of a closing fence, and blank lines are its own matter.
  const start = before.raw.trimEnd().lastIndexOf('\n') + 1;
  if (start <= opening.length) return undefined;
  const [token, more] = lex(opening + raw.slice(start), context);
  if (!token || more || !isOpen(token) || token.raw.length !== opening.length + raw.length - start) return undefined;
  const content: Tokens.Code = { ...token, raw, text: raw.slice(opening.length, start) + token.text };
  return { raw, content, definitions: [] };
}

/** Whether it is code whose fence begins a line and is not closed: then its text goes to the end, but for a line end. */
function isOpen(content: ParsedBlock['content']): content is Tokens.Code {
  if (content.type !== 'code') return false;
  const { raw, text } = content as Tokens.Code;
  const opening = openingOf(raw);
  return opening !== '' && raw.length - opening.length - text.length <= 1;
}

/** The first line, if it is a fence without blanks before it: those are taken from each line of the code. */
function openingOf(raw: string): string {
  return /^(?:`{3}|~{3})[^\n]*\n/.exec(raw)?.[0] ?? '';
}
