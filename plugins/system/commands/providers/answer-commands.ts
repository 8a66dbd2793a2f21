import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';
import { selectedProvider } from './selected-provider.js';

/** Commands on the answer of the selected provider, by their names. */
export function answerCommands(parts: ProvidersParts): Readonly<Record<string, CommandHandler>> {
  const { trials, context } = parts;
  const trial = () => trials.of(selectedProvider(parts)?.id);
  return {
    'stop-answer': {
      run: () => trials.stop(),
      disabledReason: () => (trials.running ? undefined : 'Nothing is being answered'),
    },
    'close-answer': {
      run() {
        const id = trial()?.providerId;
        if (id !== undefined) trials.close(id);
      },
      disabledReason: () => (trial() ? undefined : 'There is no answer'),
    },
    'copy-answer': {
      run() {
        context.screen.copy(trial()?.text ?? '');
        context.screen.notify({ severity: 'info', message: "The answer was sent to the terminal's clipboard" });
      },
      disabledReason: () => ((trial()?.text ?? '') === '' ? 'There is no answer' : undefined),
    },
  };
}
