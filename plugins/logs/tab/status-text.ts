import type { TextSpan, TextStyle } from 'devmgr/plugin-api';

const LEAST_GAP = 2;

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
  const room = width - 1 - counts.reduce((sum, { text }) => sum + text.length, 0);
  const { texts, style } = notesOf(status);
  const text = texts.find((note) => note.length + LEAST_GAP <= room) ?? texts.at(-1) ?? '';
  return [...counts, { text: ' '.repeat(Math.max(LEAST_GAP, room - text.length)) }, { text, style }];
}

/** From the longest to the shortest: the first that fits is shown. */
function notesOf({ held, isScanning, problem }: LogsStatus): { texts: readonly string[]; style: TextStyle } {
  if (problem !== undefined) return { texts: [`! filter off: ${problem}`, `! ${problem}`], style: 'error' };
  if (held === undefined) return { texts: [isScanning ? 'searching…' : ''], style: 'muted' };
  const short = `held: ${grouped(held)} new`;
  return { texts: [`${short} ↓ End follows`, `${short} ↓ End`, short], style: 'accent' };
}

/** `18,204` */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
