import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import { remainingText } from '../tab/number-text.js';

const barCells = 20;

/** `[########------------]  42 %  120 of 400 files  about 3s left`; without a bar as long as nothing can be counted. */
export function indexProgressLine({ progress }: Pick<CodeIndexState, 'progress'>): string {
  if (!progress) return 'Looking for files…';
  const { what, done, total, remainingMs } = progress;
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * barCells);
  const number = (value: number) => value.toLocaleString('en-US');
  const parts = [
    `[${'#'.repeat(full)}${'-'.repeat(barCells - full)}]`,
    `${String(Math.floor(share * 100)).padStart(3)} %`,
    `${number(done)} of ${number(total)} ${what}`,
  ];
  return [...parts, ...(remainingMs ? [remainingText(remainingMs)] : [])].join('  ');
}
