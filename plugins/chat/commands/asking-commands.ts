import type { CommandHandler } from 'devmgr/plugin-api';
import { onTalk, type TalkParts } from './talk-parts.js';

/** Asking, stopping, asking again; by the names of the commands after the plugin's id. */
export function askingCommands(parts: TalkParts): Readonly<Record<string, CommandHandler>> {
  const { session } = parts;
  const isWorking = () => session.state.get().working !== undefined;
  const hasAsked = () => session.state.get().conversation.messages.length > 0;
  return {
    'send-question': onTalk(
      parts,
      (view) => view.send(),
      () => (isWorking() ? 'An answer is being written' : undefined),
    ),
    'stop-answer': {
      run: () => session.stop(),
      disabledReason: () => (isWorking() ? undefined : 'Nothing is being answered'),
    },
    'regenerate-answer': {
      run: () => session.regenerate(),
      disabledReason() {
        if (isWorking()) return 'An answer is being written: stop it first';
        return hasAsked() ? undefined : 'Nothing was asked yet';
      },
    },
    'edit-question': onTalk(
      parts,
      async (view) => view.write(await session.takeBack()),
      () => (hasAsked() ? undefined : 'Nothing was asked yet'),
    ),
  };
}
