import { DevmgrError, type CommandHandler } from 'devmgr/plugin-api';
import { Chat } from 'devmgr/plugin-api/contracts/chat';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { lookOf } from '../results/outcome-look.js';
import { testReport } from '../results/test-report.js';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Puts the failure of the selected test into a question of the chat. The person sends it. */
export function askAbout(parts: Pick<CommandParts, 'view' | 'text' | 'services' | 'explain'>): CommandHandler {
  return viewCommand(
    parts,
    async (view) => {
      const test = view.details?.test() ?? view.selected();
      if (!test) return;
      const { text, services } = parts;
      const title = text.clean(`${test.id} ${lookOf(test.outcome, true).word}`).replaceAll('\n', ' ');
      const part = { title, text: text.clean(await reportOf(test, parts)) };
      (await services.require(Chat)).ask({ text: questionAbout(test), parts: [part] });
    },
    (view) => whyNot(view.details?.test() ?? view.selected()),
  );
}

/** Everything that is known of a failure; of what was skipped the report. */
async function reportOf(test: TestCase, { explain }: Pick<CommandParts, 'explain'>): Promise<string> {
  if (test.outcome !== 'failed' && test.outcome !== 'error') return testReport(test);
  try {
    const capsule = await explain.capsule(test.id, { signal: new AbortController().signal });
    return await explain.text(capsule);
  } catch (error) {
    // It has passed in the meantime, for example: what was on the screen is still there to be asked about.
    if (!DevmgrError.isInstance(error)) throw error;
    return testReport(test);
  }
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
