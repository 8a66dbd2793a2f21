import type { StyledText } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { countLook, outcomeLook } from '../results/outcome-look.js';

/** `Results 58 · ✗ 3  ! 2  ✓ 49  ↷ 3  x 1`; while a filter hides some, `Results 4 of 58`. `shown` is undefined without a filter. */
export function resultsTitle(state: TestRunState, shown: number | undefined): StyledText {
  const total = state.total === undefined ? '' : ` ${state.total}`;
  const title = shown === undefined ? `Results${total}` : `Results ${shown} of${total || ' 0'}`;
  const counts = countLook
    .filter(({ key }) => state.counts[key] > 0)
    .map(({ key, noun, like }) => {
      const { sign, style } = outcomeLook[like];
      return {
        text: key === 'deselected' ? `${state.counts[key]} ${noun}  ` : `${sign} ${state.counts[key]}  `,
        style,
      };
    });
  return [{ text: counts.length > 0 ? `${title} · ` : title }, ...counts];
}
