import type { StyledText } from 'devmgr/plugin-api';
import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import { countText } from '../number-text.js';

/** `Index 214 files ✓`, or what hinders it. */
export function indexTitle({ status, files, progress }: CodeIndexState): StyledText {
  const count = { text: `Index ${countText(files, 'file')}` };
  switch (status) {
    case 'ready':
      return [count, { text: ' ✓', style: 'success' }];
    case 'off':
      return [{ text: 'Index' }, { text: ' off', style: 'warning' }];
    case 'failed':
      return [count, { text: ' ✗ failed', style: 'error' }];
    case 'waiting':
      return [count, { text: ' not begun', style: 'muted' }];
    default:
      return [count, { text: ` ◐${shareText(progress)}`, style: 'accent' }];
  }
}

function shareText(progress: CodeIndexState['progress']): string {
  return progress && progress.total > 0 ? ` ${Math.floor((progress.done / progress.total) * 100)} %` : '';
}

/** What stands in the place of the tree. */
export function indexEmpty({ status, files, error }: CodeIndexState): StyledText {
  if (status === 'off') return 'The index is off: press o here to switch it on.';
  if (status === 'failed') {
    const hint = error?.hint === undefined ? [] : [{ text: `\n${error.hint}`, style: 'muted' as const }];
    return [{ text: error?.message ?? 'The index failed.', style: 'error' }, ...hint];
  }
  return status === 'ready' && files === 0 ? 'There is nothing to be indexed here.' : 'The project is being read.';
}
