const removal =
  /\b(?:remov|delet|dropp?|renam|replac|mov(?:e|ed|es|ing)\b|inlin|merg|split|extract|obsolet|unused|superfluous|convert|eliminat|rid of|no longer|turn(?:s|ed)?\b|combin|unify|unified|instead of|fold)\w*/gi;
const negated = /\b(?:not|never|without|nor|no need to|don['’]?t|doesn['’]?t|didn['’]?t|won['’]?t)\s+(?:\w+\s+){0,2}$/i;
/** Words between the verb and what goes. */
const between = 4;
const small: ReadonlySet<string> = new Set(
  'and or the a an function class method field key both also as well its'.split(' '),
);
const everything =
  /\b(?:from scratch|start over|start again|(?:rewrite|replace|overwrite) (?:it|everything|all|the (?:whole|entire)|the file)|keep only|only keep|nothing (?:else|but)|(?:remove|delete|drop) (?:all|every|everything|any|the (?:rest|others?|unused)|unused|dead|what))\b/i;

/** Whether somebody who asks says that all that is there may go. */
export function mayReplaceAll(prompt: string): boolean {
  return everything.test(prompt);
}

/**
 * The names, of `names`, that words speak of as removed, renamed or moved: `remove a and b`, `b was renamed to c`. A name that is merely in
 * the words is none of them. Names as `Order.total` are also meant by their last part.
 */
export function namedAsRemoved(words: string, names: readonly string[]): ReadonlySet<string> {
  const byWord = new Map<string, string[]>();
  for (const name of names) {
    for (const word of new Set([name, lastPart(name)])) byWord.set(word, [...(byWord.get(word) ?? []), name]);
  }
  const found = new Set<string>();
  for (const sentence of words.split(/[!?;\n]|\.(?=\s|$)/)) {
    if (sentence.length > 5_000) continue;
    for (const match of sentence.matchAll(removal)) {
      if (negated.test(sentence.slice(0, match.index))) continue;
      const behind = wordsOf(sentence.slice(match.index + match[0].length));
      const before = wordsOf(sentence.slice(0, match.index)).toReversed();
      for (const name of [...within(behind, byWord), ...within(before, byWord)]) found.add(name);
    }
  }
  return found;
}

/** From the verb on, until too many words stand in between. A list goes on as long as its names do. */
function within(words: readonly string[], byWord: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  let others = 0;
  for (const word of words) {
    const names = byWord.get(word);
    if (names) found.push(...names);
    else if (!small.has(word.toLowerCase())) others += 1;
    if (others > between) break;
  }
  return found;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\w.$/-]+/).flatMap((word) => word.replace(/^\.+|\.+$/g, '') || []);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
