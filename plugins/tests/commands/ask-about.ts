import type { CommandHandler } from 'devmgr/plugin-api';
import { Chat } from 'devmgr/plugin-api/contracts/chat';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { lookOf } from '../results/outcome-look.js';
import { testReport } from '../results/test-report.js';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Puts the failure of the selected test into a question of the chat. The person sends it. */
export function askAbout(parts: Pick<CommandParts, 'view' | 'text' | 'services'>): CommandHandler {
  return viewCommand(
    parts,
    async (view) => {
      const test = view.selected();
      if (!test) return;
      const { text, services } = parts;
      const title = text.clean(`${test.id} ${lookOf(test.outcome, true).word}`).replaceAll('\n', ' ');
      const part = { title, text: text.clean(testReport(test)) };
      (await services.require(Chat)).ask({ text: questionAbout(test), parts: [part] });
    },
    (view) => whyNot(view.selected()),
  );
}

function whyNot(test: TestCase | undefined): string | undefined {
  if (!test) return 'Choose a test in the results first';
  if (test.outcome === 'passed') return 'This test has passed: there is nothing to ask about';
  if (test.outcome === 'queued') return 'This test has not been run';
  return test.outcome === 'running' ? 'This test has not ended yet' : undefined;
}

function questionAbout({ id, outcome }: TestCase): string {
  if (outcome !== 'failed' && outcome !== 'error') return `Why is this test ${lookOf(outcome, true).word}?`;
  // A file that could not be collected stands in the results with its path.
  return id.includes('::') ? 'Why does this test fail, and how is it fixed?' : 'Why can this file not be collected?';
}
