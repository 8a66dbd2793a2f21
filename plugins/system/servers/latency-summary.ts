export interface LatencySummary {
  readonly p50: number;
  readonly p95: number;
}

/** Median and 95th percentile by nearest rank, in the unit of the values; `undefined` of nothing. */
export function latencySummary(values: readonly number[]): LatencySummary | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: rank(0.5), p95: rank(0.95) };
}
