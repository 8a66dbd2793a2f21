import type { TextSpan } from 'devmgr/plugin-api';

export interface LogsStatus {
  readonly errors: number;
  readonly warnings: number;
  /** Lines that came since the list was held; `undefined` while it follows. */
  readonly held: number | undefined;
  readonly isScanning: boolean;
}

/** `errors 3  warnings 12 … held: 214 new ↓ End follows`, filled up to `width` cells. */
export function statusText({ errors, warnings, held, isScanning }: LogsStatus, width: number): readonly TextSpan[] {
  const counts: readonly TextSpan[] = [
    { text: ` errors ${grouped(errors)}`, style: errors > 0 ? 'error' : 'muted' },
    { text: `  warnings ${grouped(warnings)}`, style: warnings > 0 ? 'warning' : 'muted' },
  ];
  const right = held === undefined ? (isScanning ? 'searching…' : '') : `held: ${grouped(held)} new ↓ End follows`;
  const used = counts.reduce((sum, { text }) => sum + text.length, 0) + right.length;
  return [...counts, { text: ' '.repeat(Math.max(2, width - used - 1)) }, { text: right, style: 'accent' }];
}

/** `18,204` */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
