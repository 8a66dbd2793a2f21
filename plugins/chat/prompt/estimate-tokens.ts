/** Words, numbers, breaks and indents, other signs of ASCII, and all that is not ASCII. */
const pieces = /[A-Za-z]+|[0-9]+|\s+|[!-/:-@[-`{-~]|[^\x00-\x7f]+|[\x00-\x1f\x7f]/gu;

/** Letters of a word that surely fit into one token. */
const lettersPerToken = 4;

/**
 * How many tokens a text is, for any tokenizer: rather too many. Words are divided as rare ones are, digits and signs count one
 * each, and what is not ASCII counts its bytes, less where writing systems are common.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(pieces)) tokens += tokensOf(piece);
  return Math.ceil(tokens);
}

function tokensOf(piece: string): number {
  const code = piece.charCodeAt(0);
  if (code >= 0x80) return Buffer.byteLength(piece) * 0.75;
  if (isDigit(code)) return piece.length;
  if (isLetter(code)) return Math.ceil(piece.length / lettersPerToken);
  // A single blank belongs to the word behind it.
  if (piece.trim() === '') return piece === ' ' ? 0 : 1 + Math.floor(piece.length / 8);
  return 1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
