import type { ProgressState } from 'devmgr/plugin-api';
import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import { remainingText } from './number-text.js';

/** The bar while the index is made; `undefined` when there is nothing to wait for. */
export function progressState({ status, progress }: CodeIndexState): ProgressState | undefined {
  if (status === 'scanning' && !progress) return { done: 0, total: undefined, label: 'looking for files' };
  if (!progress) return undefined;
  const { what, done, total, remainingMs } = progress;
  // Nothing has changed.
  if (total === 0) return undefined;
  const left = remainingMs === undefined || done >= total ? '' : `  ${remainingText(remainingMs)}`;
  const label = `${what === 'files' ? 'files' : 'pieces of code'}${left}`;
  return { done, total, label, style: 'accent' };
}
