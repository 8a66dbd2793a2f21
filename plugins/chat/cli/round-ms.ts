/** Milliseconds with one decimal, as all documents have them. */
export function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
