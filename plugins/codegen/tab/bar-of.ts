import type { CodegenState } from '../session/codegen-state.js';
import type { BarName } from './codegen-buttons.js';
import type { CodegenView } from './codegen-view.js';

/** Which buttons are under the tab: of the page, of what goes on, of where the keys are. */
export function barOf(
  { work, generation }: Pick<CodegenState, 'work' | 'generation'>,
  { page, isEditing, focused }: Pick<CodegenView, 'page' | 'isEditing' | 'focused'>,
): BarName {
  if (page !== 'code') return page;
  if (work) return 'working';
  if (isEditing) return 'edit';
  return generation && ['preview', 'result'].includes(focused) ? 'review' : 'asking';
}
