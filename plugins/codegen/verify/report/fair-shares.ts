/**
 * Divides a room among wishes: who wants less than an equal part gets all of it, and what is left goes to the others. The sum is at most
 * the room. Pure.
 */
export function fairShares(wishes: readonly number[], room: number): readonly number[] {
  const shares = wishes.map(() => 0);
  const order = wishes.map((_, at) => at).sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0));
  let left = Math.max(0, room);
  order.forEach((at, taken) => {
    const share = Math.min(wishes[at] ?? 0, Math.floor(left / (order.length - taken)));
    shares[at] = share;
    left -= share;
  });
  return shares;
}
