const LONGEST = 60;

/** The name that was probably meant: it begins like the one written, or a few letters differ. `undefined`: none is near. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const lower = written.toLowerCase().slice(0, LONGEST);
  const begun = names.find((name) => lower.length > 1 && name.toLowerCase().startsWith(lower));
  if (begun !== undefined) return begun;
  const near = names
    .map((name) => ({ name, distance: distance(lower, name.toLowerCase().slice(0, LONGEST)) }))
    .filter(({ name, distance }) => distance <= Math.min(2, Math.floor(name.length / 2)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** Letters to put in, take out or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
