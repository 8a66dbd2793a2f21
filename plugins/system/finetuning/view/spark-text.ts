const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** The last values as bars, one a cell, the lowest and the highest of them as the ends of the scale: `█▆▄▃▁`. */
export function sparkText(values: readonly number[], cells: number): string {
  const shown = values.filter(Number.isFinite).slice(-cells);
  const low = shown.reduce((least, value) => Math.min(least, value), Infinity);
  const high = shown.reduce((most, value) => Math.max(most, value), -Infinity);
  const bar = (value: number) => {
    const share = high > low ? (value - low) / (high - low) : 0;
    return BARS[Math.round(share * (BARS.length - 1))] ?? BARS[0];
  };
  return shown.map(bar).join('');
}
