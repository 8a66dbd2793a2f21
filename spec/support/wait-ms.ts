/** Milliseconds in which a state comes also on a machine that is ten times slower than ours. Who sees it earlier goes on at once. */
export const WAIT_MS = 30_000;
