import type { CoverageReport } from 'devmgr/plugin-api/contracts/test-runs';

const MOST_FILES = 60;
const MOST_RANGES = 12;

/** The files that lack most first, with the lines that were not run; then all of them together. */
export function coverageTable({ files, percent }: CoverageReport): readonly string[] {
  const rows = files
    .filter(({ missing }) => missing.length > 0)
    .toSorted((a, b) => b.missing.length - a.missing.length || a.path.localeCompare(b.path))
    .slice(0, MOST_FILES)
    .map(({ path, statements, covered, missing }) => ({
      path,
      percent: percentText((covered / Math.max(1, statements)) * 100),
      lines: lineRanges(missing),
    }));
  const widest = Math.max('Coverage'.length, ...rows.map(({ path }) => path.length));
  const whole = files.length - files.filter(({ missing }) => missing.length > 0).length;
  const more = files.length - whole - rows.length;
  const notes = [whole > 0 && `${whole} of ${files.length} files whole`, more > 0 && `${more} more not shown`];
  return [
    ...rows.map((row) => `${row.path.padEnd(widest)}  ${row.percent.padStart(4)}  ${row.lines}`),
    [`${'Coverage'.padEnd(widest)}  ${percentText(percent).padStart(4)}`, ...notes.filter(Boolean)].join('  '),
  ];
}

/** `3-5, 9`; long lists end with `…`. */
export function lineRanges(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  const shown = ranges.slice(0, MOST_RANGES).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return [...shown, ...(ranges.length > MOST_RANGES ? ['…'] : [])].join(', ');
}

/** Never 100 while a line is missing, as coverage.py has it. */
function percentText(percent: number): string {
  const rounded = Math.round(percent);
  return `${rounded === 100 && percent < 100 ? 99 : rounded === 0 && percent > 0 ? 1 : rounded}%`;
}
