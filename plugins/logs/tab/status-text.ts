import type { TextSpan } from 'devmgr/plugin-api';

export interface LogsStatus {
  readonly errors: number;
  readonly warnings: number;
  /** Lines that came since the list was held; `undefined` while it follows. */
  readonly held: number | undefined;
  readonly isScanning: boolean;
  /** Why the text does not filter. */
  readonly problem: string | undefined;
}

/** `errors 3  warnings 12 … held: 214 new ↓ End follows`, filled up to `width` cells. */
export function statusText(status: LogsStatus, width: number): readonly TextSpan[] {
  const { errors, warnings } = status;
  const counts: readonly TextSpan[] = [
    { text: ` errors ${grouped(errors)}`, style: errors > 0 ? 'error' : 'muted' },
    { text: `  warnings ${grouped(warnings)}`, style: warnings > 0 ? 'warning' : 'muted' },
  ];
  const note = noteOf(status);
  const used = counts.reduce((sum, { text }) => sum + text.length, 0) + note.text.length;
  return [...counts, { text: ' '.repeat(Math.max(2, width - used - 1)) }, note];
}

function noteOf({ held, isScanning, problem }: LogsStatus): TextSpan {
  if (problem !== undefined) return { text: `! ${problem}`, style: 'error' };
  if (held !== undefined) return { text: `held: ${grouped(held)} new ↓ End follows`, style: 'accent' };
  return { text: isScanning ? 'searching…' : '', style: 'muted' };
}

/** `18,204` */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
