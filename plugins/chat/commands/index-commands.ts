import type { CommandHandler } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';

/** What can be done with the index, by the names of the commands after the plugin's id. */
export function indexCommands(index: CodeIndex): Readonly<Record<string, CommandHandler>> {
  const refresh = (rebuild: boolean): CommandHandler => ({
    async run({ signal }) {
      for await (const progress of index.refresh({ signal, rebuild })) void progress;
    },
    disabledReason: () => (index.state.get().status === 'off' ? 'The index is switched off' : undefined),
  });
  return {
    'refresh-index': refresh(false),
    'rebuild-index': refresh(true),
    'toggle-index': { run: () => index.setEnabled(index.state.get().status === 'off') },
  };
}
