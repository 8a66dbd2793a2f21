/**
 * The items in an order by chance: each comes first as often as its weight says, the others stand in in the same way. Those with a
 * weight of 0 come last, in their own order. `random` gives numbers from 0 up to 1.
 */
export function inChanceOrder<T extends { readonly weight: number }>(
  items: readonly T[],
  random: () => number,
): readonly T[] {
  const left = items.filter(({ weight }) => weight > 0);
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(drawn(left, random()), 1));
  return [...order, ...items.filter(({ weight }) => !(weight > 0))];
}

function drawn(items: readonly { readonly weight: number }[], random: number): number {
  let rest = random * items.reduce((sum, { weight }) => sum + weight, 0);
  const at = items.findIndex(({ weight }) => (rest -= weight) < 0);
  return at < 0 ? items.length - 1 : at;
}
