import type { StyledText } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { countLook, outcomeLook } from '../results/outcome-look.js';

/** `Results 58 · ✓ 49  ✗ 3  ! 2  ↷ 3  x 1`, with how many the filter shows. */
export function resultsTitle(state: TestRunState, filter: string, shown: number): StyledText {
  const title = state.total === undefined ? 'Results' : `Results ${state.total}`;
  const counts = countLook
    .filter(({ key }) => state.counts[key] > 0)
    .map(({ key, noun, like }) => {
      const { sign, style } = outcomeLook[like];
      return {
        text: key === 'deselected' ? `${state.counts[key]} ${noun}  ` : `${sign} ${state.counts[key]}  `,
        style,
      };
    });
  const filtered = filter ? [{ text: ` · filter "${filter}" shows ${shown}` }] : [];
  return [{ text: counts.length > 0 ? `${title} · ` : title }, ...counts, ...filtered];
}
