/**
 * Places in `lengths`, divided into batches of similar lengths, longest first: what a batch is padded with costs as much as
 * what it holds. A batch has as many rows as fit into `maxCells` with all of them as long as its longest, at least one.
 */
export function batchesByLength(lengths: readonly number[], maxCells: number): readonly (readonly number[])[] {
  const order = lengths.map((_, at) => at).sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
  const batches: number[][] = [];
  for (let start = 0; start < order.length;) {
    const longest = lengths[order[start] ?? 0] ?? 0;
    const rows = Math.max(1, Math.floor(maxCells / Math.max(1, longest)));
    batches.push(order.slice(start, start + rows));
    start += rows;
  }
  return batches;
}
