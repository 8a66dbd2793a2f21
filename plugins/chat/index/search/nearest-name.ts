/** Longer names are not mistyped ones of each other. */
const longest = 60;

/**
 * The name that is most like one that nobody has: `FlaskClient` for `FlaskCleint`. A letter too many, missing, wrong or in
 * another place is one mistake; a name of eight letters may have two. `undefined`: none is near.
 */
export function nearestName(wanted: string, names: Iterable<string>): string | undefined {
  const target = wanted.toLowerCase();
  if (target.length < 4 || target.length > longest) return undefined;
  let most = target.length < 8 ? 1 : target.length < 16 ? 2 : 3;
  let best: string | undefined;
  for (const name of names) {
    if (Math.abs(name.length - target.length) > most) continue;
    const mistakes = editDistance(target, name, most);
    if (mistakes > most || (best !== undefined && mistakes === most)) continue;
    best = name;
    most = mistakes;
  }
  return best;
}

/** Of Damerau and Levenshtein with neighbours changed (optimal string alignment); beyond `most` anything above it. */
function editDistance(one: string, other: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      let cost = Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (isSame ? 0 : 1));
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isSwapped) cost = Math.min(cost, (before[at - 2] ?? 0) + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    before = last;
    last = next;
  }
  return last[other.length] ?? most + 1;
}
