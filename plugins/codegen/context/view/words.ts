const common = new Set(
  (
    'a an and are as at be by for from has have in into is it of on or that the this to with when where which who will should must can not ' +
    'add make write create file code function class method test use new all each only also if then test tests init main index py ts js app src'
  ).split(' '),
);

/** Of everyday use in prompts and in code: a piece of code that shares one of them with a prompt need not be about the same. */
const everyday = new Set(
  (
    'any both but change check count do does done down ensure every fix get give go handle have how just keep let like look more move name need no now one other out over ' +
    'please put read remove rename return run same say set show so some such support take than there these they thing time too two up update use want we what ' +
    'work you your value line list type data item give given after before between without write'
  ).split(' '),
);

/** Those of `wordsOf` that say what something is about. */
export function meaningfulWords(text: string): ReadonlySet<string> {
  return new Set([...wordsOf(text)].filter((word) => !everyday.has(word)));
}

/** The words of a prompt, a path or a name, in lower case, each once, in the singular where that shows; without those that mean nothing. */
export function wordsOf(text: string): ReadonlySet<string> {
  const parts = text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(parts.filter((word) => word.length > 1 && !common.has(word)).map(singular));
}

/** How many words two have in common. */
export function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared;
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
