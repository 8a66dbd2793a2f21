import type { ProgressState } from 'devmgr/plugin-api';
import type { CodegenState, Work } from '../session/codegen-state.js';
import { doneOf, workText } from './work-text.js';

/** The bar while something goes on; `undefined`: nothing does. */
export function progressOf({ work }: Pick<CodegenState, 'work'>, now: number): ProgressState | undefined {
  if (!work) return undefined;
  const label = workText(work, now);
  const [done, total] = doneOfTotal(work);
  return { done, total, label, style: 'accent' };
}

/** What the words say already is not said again. */
function doneOfTotal(work: Work): readonly [done: number, total: number | undefined] {
  if (work.kind === 'copying') return [work.done, work.total];
  if (work.kind !== 'testing' && work.kind !== 'testing-before') return [0, undefined];
  const { counts, total } = work;
  return counts && total !== undefined ? [doneOf(counts, total), total] : [0, undefined];
}
