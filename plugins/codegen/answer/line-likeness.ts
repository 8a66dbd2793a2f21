/** How alike two lines are, 0 to 1: the pairs of characters that they share (Dice), blanks at the ends aside. */
export function lineLikeness(one: string, other: string): number {
  const [a, b] = [one.trim(), other.trim()];
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const most = (2 * Math.min(a.length - 1, b.length - 1)) / (a.length + b.length - 2);
  // Not even all of the shorter one would be enough.
  if (most < 0.4) return most / 2;
  const pairs = new Map<string, number>();
  for (let at = 0; at < a.length - 1; at += 1)
    pairs.set(a.slice(at, at + 2), (pairs.get(a.slice(at, at + 2)) ?? 0) + 1);
  let shared = 0;
  for (let at = 0; at < b.length - 1; at += 1) {
    const left = pairs.get(b.slice(at, at + 2)) ?? 0;
    if (left === 0) continue;
    shared += 1;
    pairs.set(b.slice(at, at + 2), left - 1);
  }
  return (2 * shared) / (a.length + b.length - 2);
}
