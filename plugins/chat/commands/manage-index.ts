import { DevmgrError, type CommandHandler } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { onTalk, type TalkParts } from './talk-parts.js';

/** `/index`: shows the index; with a word does something with it. */
export function manageIndex(parts: TalkParts): CommandHandler {
  return onTalk(parts, async (view, { argument, signal }) => {
    if (argument === undefined) view.showTree();
    else await act(parts.index, argument, signal);
  });
}

async function act(index: CodeIndex, word: string, signal: AbortSignal): Promise<void> {
  switch (word) {
    case 'refresh':
    case 'rebuild':
      for await (const progress of index.refresh({ signal, rebuild: word === 'rebuild' })) void progress;
      return;
    case 'on':
    case 'off':
      return index.setEnabled(word === 'on');
    default:
      throw new DevmgrError({
        code: 'DEVMGR_USAGE',
        message: `/index ${word} is not known`,
        hint: 'Write /index refresh, rebuild, on or off; /index alone shows its files.',
      });
  }
}
