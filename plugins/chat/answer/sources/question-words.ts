const name = /[\p{L}\p{N}_]+/gu;
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|_+/u;
/** Words that say nothing of what is looked for. */
const idle = new Set(
  (
    'a about after an and any are as at be but by can code could did do does every explain file find for from get give ' +
    'had has have how i if in into is it its list look me more my no not of on or our please project right should show ' +
    'so some tell than that the their them then there these they this those to use used using was we were what when ' +
    'where which while who whose why will with would you your'
  ).split(' '),
);

/** The words of a question or a path that tell something, in small letters and without endings. Names are divided. */
export function wordsIn(text: string): readonly string[] {
  const parts = (text.match(name) ?? []).flatMap((each) => each.split(humps));
  return parts
    .map((part) => part.toLowerCase())
    .flatMap((part) => (part.length < 2 || idle.has(part) ? [] : stem(part)));
}

function stem(word: string): string {
  return word.replace(/(?<=.{3})(?<!s)s$/u, '').replace(/(?<=.{4})(ing|ed|e)$/u, '');
}
