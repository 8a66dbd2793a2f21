import type { CommandHandler } from 'devmgr/plugin-api';
import type { TestsView } from '../tab/tests-view.js';
import type { CommandParts } from './command-parts.js';

/** A command about what is on the tab; there is nothing to do while the tab has not been shown. */
export function viewCommand(
  { view }: Pick<CommandParts, 'view'>,
  act: (view: TestsView) => void | Promise<void>,
  why: (view: TestsView) => string | undefined = () => undefined,
): CommandHandler {
  return {
    disabledReason() {
      const shown = view();
      return shown ? why(shown) : 'Show the Tests tab first';
    },
    run() {
      const shown = view();
      return shown ? act(shown) : undefined;
    },
  };
}
