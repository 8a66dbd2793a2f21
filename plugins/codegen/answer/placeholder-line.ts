const marks = String.raw`(?:#+|\/\/+|--|;+|%|\/\*+|<!--|\{\/\*|\*|"""|''')`;
const things =
  'code|file|class|function|method|module|implementation|content|imports?|routes?|endpoints?|tests?|logic|definitions?|fields?|models?|config(?:uration)?';
const elision = new RegExp(
  String.raw`^\s*${marks}\s*[([]?(?:\.{3}|…)\s*(?:$|[\])*-]|.*\b(?:rest|existing|unchanged|remain(?:ing|s)?|previous|other|same|omitted|before|keep|kept)\b)`,
  'i',
);
const words = new RegExp(
  String.raw`^\s*${marks}\s*[([]?(?:.*\brest of (?:the |your |this )?(?:existing |original )?(?:${things})\b|(?:the )?(?:existing|previous|remaining|other|original) (?:${things})s? (?:here|goes here|remains?|stays?|unchanged|as before|above|below|continues?)\b|.*\b(?:remains?|stays?) (?:unchanged|the same|as (?:is|before))\b|(?:unchanged|omitted)\b|.*\bomitted for brevity\b)`,
  'i',
);

/**
 * Finds a line that stands for code which the model did not write: `# ... rest of the code unchanged`. A line that is in the file already
 * is none. From zero; `undefined`: there is none.
 */
export function placeholderLine(text: string, before: string): number | undefined {
  const known = new Set(before.split('\n'));
  const index = text.split('\n').findIndex((line) => (elision.test(line) || words.test(line)) && !known.has(line));
  return index < 0 ? undefined : index;
}
