/** `problem` goes on after the variable's name: `is a placeholder`. */
export type KeyReading = { readonly key: string } | { readonly problem: string };

/** What templates of `.env` files put where a key belongs, and references that a `.env` file does not expand. */
const PLACEHOLDERS = [
  /^(change|replace)[-_ ]?(me|this)/i,
  /^(your|insert|enter|paste|put)[-_ ]?.*(key|token|secret|here)/i,
  /^(todo|tbd|fixme|placeholder|none|null|nil|undefined|api[-_ ]?key)$/i,
  /^<.*>$/,
  /^\[.*\]$/,
  /^\$(\{.*\}|\w+)$/,
  /^\{\{.*\}\}$/,
  /^(sk|esecret)[-_](ant[-_]|proj[-_]|api\d*[-_])*your.*$/i,
  /^((sk|esecret)[-_])?(ant[-_]|proj[-_]|api\d*[-_])*[.…x*_-]*$/i,
];

/** A header takes printable ASCII; a blank inside means that more than the key was copied. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** Reads the trimmed value of a variable as a key. */
export function readKey(text: string): KeyReading {
  if (PLACEHOLDERS.some((placeholder) => placeholder.test(text))) return { problem: 'is a placeholder' };
  return SENDABLE.test(text)
    ? { key: text }
    : { problem: 'holds more than a key: it has blanks or letters that no key has' };
}
