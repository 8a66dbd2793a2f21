/** In milliseconds, of the search for the least difference. */
const longest = 6;
/** Of both texts together, between what is equal at the ends: preparing the search alone takes as long for more. */
const mostLines = 50_000;

/**
 * Which lines stay: from the index in `after` to that in `before`. What is equal at both ends always stays; where the rest differs so
 * much that the search would be felt, all of the rest is new.
 */
export async function alignLines(
  before: readonly string[],
  after: readonly string[],
): Promise<ReadonlyMap<number, number>> {
  const kept = new Map<number, number>();
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) kept.set(head, head++);
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail++;
    kept.set(after.length - tail, before.length - tail);
  }
  const inner = (lines: readonly string[]) => lines.slice(head, lines.length - tail);
  await alignInner(inner(before), inner(after), (from, to) => kept.set(head + to, head + from));
  return kept;
}

async function alignInner(before: string[], after: string[], keep: (from: number, to: number) => void): Promise<void> {
  if (before.length === 0 || after.length === 0 || before.length + after.length > mostLines) return;
  const { diffArrays } = await import('diff');
  const parts = diffArrays(before, after, { timeout: longest }) as ReturnType<typeof diffArrays> | undefined;
  let from = 0;
  let to = 0;
  for (const { value, added, removed } of parts ?? []) {
    if (!added && !removed) value.forEach((_, at) => keep(from + at, to + at));
    if (!added) from += value.length;
    if (!removed) to += value.length;
  }
}
