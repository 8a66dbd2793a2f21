/** How much is kept; what is beyond it leaves with the oldest. */
export interface HistoryLimits {
  /** Results of each test. */
  readonly results: number;
  /** Runs that are listed; older ones stay while they have results. */
  readonly runs: number;
  /** Characters of what failed tests said. */
  readonly failureChars: number;
  /** Of the file. */
  readonly bytes: number;
}

export const historyLimits: HistoryLimits = { results: 20, runs: 500, failureChars: 30_000_000, bytes: 90_000_000 };
