export interface RankedItem {
  /** In cells. */
  readonly width: number;
  /** Lower stays longer. */
  readonly rank: number;
}

/**
 * The items that fit into `cells` with `gap` cells between them, in their own order. Lower ranks are served first;
 * an item that does not fit is left out and smaller ones after it are still tried.
 */
export function fitByRank<Item extends RankedItem>(items: readonly Item[], cells: number, gap: number): Item[] {
  const kept = new Set<Item>();
  let used = 0;
  for (const item of [...items].sort((a, b) => a.rank - b.rank)) {
    const cost = item.width + (kept.size > 0 ? gap : 0);
    if (used + cost > cells) continue;
    used += cost;
    kept.add(item);
  }
  return items.filter((item) => kept.has(item));
}
