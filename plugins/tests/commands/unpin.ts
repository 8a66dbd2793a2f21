import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';

/** The selected test is not run with every change any more, though it fails. */
export function unpin({ watch, view }: CommandParts): CommandHandler {
  const selected = () => view()?.selected()?.id ?? '';
  return {
    disabledReason: () =>
      watch.state.get().pinned.has(selected()) ? undefined : 'Choose a test that watch mode keeps',
    run: () => watch.unpin(selected()),
  };
}
