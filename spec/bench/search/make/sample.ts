import { createHash } from 'node:crypto';

/** At most `size` of the items, the same ones each time: those whose names have the lowest hashes, in their order. */
export function sample<T>(items: readonly T[], size: number, nameOf: (item: T) => string): readonly T[] {
  if (items.length <= size) return items;
  const hashes = new Map(items.map((item) => [item, createHash('sha256').update(nameOf(item)).digest('hex')]));
  const byHash = [...items].sort((a, b) => ((hashes.get(a) ?? '') < (hashes.get(b) ?? '') ? -1 : 1));
  const chosen = new Set(byHash.slice(0, size));
  return items.filter((item) => chosen.has(item));
}
