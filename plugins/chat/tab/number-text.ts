const plural: Readonly<Record<string, string>> = { match: 'matches' };

/** `1 file`, `2,104 files`. */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : (plural[noun] ?? `${noun}s`)}`;
}

/** `9.1 MB`, in powers of 1000. */
export function byteText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** How long ago, with a whole number of its largest unit. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)}h ago` : `${Math.floor(seconds / 86_400)}d ago`;
}

/** `about 12s left`. */
export function remainingText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return `about ${seconds < 90 ? `${seconds}s` : `${Math.ceil(seconds / 60)}m`} left`;
}
