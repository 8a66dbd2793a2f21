const UNITS = ['B', 'kB', 'MB', 'GB'];

/** `312 B`, `1.2 kB`, `48 MB`; a kB is 1,000 bytes. */
export function byteText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}
