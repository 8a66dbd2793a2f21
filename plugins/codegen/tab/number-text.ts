/** `820`, `3.0k`, `120k`, `1.2M`. */
export function tokensText(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  if (tokens < 10_000) return `${(Math.floor(tokens / 100) / 10).toFixed(1)}k`;
  if (tokens < 1_000_000) return `${Math.floor(tokens / 1000)}k`;
  return `${(Math.floor(tokens / 100_000) / 10).toFixed(1)}M`;
}

/** `1 file`, `2,104 files`. */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : `${noun}s`}`;
}

/** `0.8s`, `12s`, `3m 04s`. */
export function durationText(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`;
}

/** `$0.0042`, `$1.20`, `free` where nothing is paid. */
export function costText(costUsd: number | undefined): string {
  if (costUsd === undefined) return '-';
  if (costUsd === 0) return 'free';
  return costUsd < 0.01 ? `$${costUsd.toFixed(4)}` : `$${costUsd.toFixed(2)}`;
}

/** `12s`, `3m`, `2h`, `5d`: how long ago, with a whole number of its largest unit. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
