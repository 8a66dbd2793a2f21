/** What a benchmark found, beside the same thing without devmgr, measured in the same run. */
export interface Figure {
  readonly what: string;
  /** `118 ms`. */
  readonly measured: string;
  /** `node -e 0: 29 ms`. */
  readonly reference: string;
  /** `4.1x`. */
  readonly ratio: string;
  /** `at most 4x`. Without it the figure is only for information. */
  readonly aim?: string;
  readonly reached?: boolean;
}

/** A benchmark: the default export of each module that `npm run bench` knows. Reports what it is doing through `log`. */
export type Benchmark = (log: (line: string) => void) => Promise<readonly Figure[]>;

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The mean of the lower half: what the machine does besides only ever adds processor time. */
export function quietMean(values: readonly number[]): number {
  const lower = [...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length / 2));
  return lower.reduce((sum, value) => sum + value, 0) / lower.length;
}
