import type { CommandHandler } from 'devmgr/plugin-api';
import type { TestsView } from '../tab/tests-view.js';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Copies what the page of the details says when it has the keys, else the id and the failure of the selected test. */
export function copy(parts: CommandParts): CommandHandler {
  const { screen } = parts;
  return viewCommand(
    parts,
    (view) => {
      const text = textOf(view);
      if (text === undefined) return;
      screen.copy(text);
      screen.notify({ severity: 'info', message: "Sent to the terminal's clipboard." });
    },
    (view) => (textOf(view) === undefined ? 'Choose a test in the results first' : undefined),
  );
}

function textOf(view: TestsView): string | undefined {
  const { details } = view;
  if (details?.hasFocus.get()) return details.copyText();
  const test = details?.test() ?? view.selected();
  return test && [test.id, test.traceback ?? test.message].filter(Boolean).join('\n\n');
}
