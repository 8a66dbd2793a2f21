import type { ProgressState } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { doneOf, workText } from './work-text.js';

/** The bar while something goes on; `undefined`: nothing does. */
export function progressOf({ work }: Pick<CodegenState, 'work'>, now: number): ProgressState | undefined {
  if (!work) return undefined;
  const label = workText(work, now);
  const done = work.kind === 'writing' ? work.lines : 0;
  if (work.kind !== 'testing' || !work.counts) return { done, total: undefined, label, style: 'accent' };
  return { done: doneOf(work.counts), total: work.total, label, style: 'accent' };
}
