import type { CodegenState } from '../session/codegen-state.js';
import type { BarName } from './codegen-buttons.js';
import type { CodegenView } from './codegen-view.js';

/** Which buttons are under the tab: of the page, of what goes on, of where the keys are. */
export function barOf(
  { work, reviews }: Pick<CodegenState, 'work' | 'reviews'>,
  { page, isEditing, focused }: Pick<CodegenView, 'page' | 'isEditing' | 'focused'>,
): BarName {
  if (page !== 'code') return page;
  if (work) return 'working';
  if (isEditing) return 'edit';
  return reviews.length > 0 && ['preview', 'result'].includes(focused) ? 'review' : 'asking';
}
