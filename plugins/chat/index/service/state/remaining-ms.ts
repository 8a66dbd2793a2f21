const leastElapsedMs = 400;
const leastShare = 0.02;

/** How long the rest takes at the pace so far; `undefined` as long as that would be a guess. */
export function remainingMs({
  done,
  total,
  elapsedMs,
}: {
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
}): number | undefined {
  if (done >= total) return 0;
  if (elapsedMs < leastElapsedMs || done < total * leastShare) return undefined;
  return Math.round((elapsedMs / done) * (total - done));
}
