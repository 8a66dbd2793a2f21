import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { jobOf, scriptedAdapter, type ScriptedAdapter } from '../../../../support/fine-tuning/scripted-adapter.js';
import { onSystemStage, type SystemStage } from '../system-stage.js';

const wide = { cols: 120, rows: 40 };
const narrow = { cols: 80, rows: 24 };

/** The list of jobs, with a provider that takes them. */
async function withProvider(
  size: typeof wide,
  test: (stage: SystemStage, adapter: ScriptedAdapter) => Promise<void>,
): Promise<void> {
  await onSystemStage(size, async (stage) => {
    const adapter = scriptedAdapter();
    adapter.setJobs([jobOf({ id: 'ftjob-run' })]);
    (await stage.context.services.require(FineTuning)).registerAdapter(adapter);
    const { app } = stage;
    await app.waitFor('v AI');
    app.key('v');
    await app.waitFor('v fine-tuning');
    app.key('v');
    await app.waitFor('n new job');
    await app.waitFor('◐ ftjob-run');
    await test(stage, adapter);
  });
}

/** Examples in the project; the path of their file. */
function layExamples(root: string, change: (lines: string[]) => string[] = (lines) => lines): string {
  mkdirSync(join(root, 'data'), { recursive: true });
  const file = join(root, 'data', 'train.jsonl');
  const example = (at: number) => ({
    messages: [
      { role: 'user', content: `Question ${at}` },
      { role: 'assistant', content: 'Answer' },
    ],
  });
  const lines = change(Array.from({ length: 12 }, (_, at) => JSON.stringify(example(at))));
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

describe.each([wide, narrow])('the form for a new job on $cols x $rows', (size) => {
  it('opens the line of a problem in the editor, and reads the file again when it was mended', () =>
    withProvider(size, async ({ app, context, click }) => {
      const { root } = context.workspace;
      const file = layExamples(root, (lines) => lines.with(4, '{"messages": 3}'));
      const edited: unknown[] = [];
      const edit = (place: object) => {
        edited.push(place);
        layExamples(root);
        return Promise.resolve();
      };
      Object.assign(context.screen, { edit });
      app.key('n');
      await app.waitFor('Choose a base model and a training file');
      app.key('down', 'enter');
      await app.waitFor('another model…');
      app.key('enter');
      await app.waitFor(/base model +tiny-base/);
      app.key('down', 'enter');
      await app.waitFor('train.jsonl');
      app.key('down', 'enter');
      await app.waitFor('Problems: 1 error');
      await app.waitFor('Mend the errors in the files first');
      await app.waitFor(/✗ +5 /);
      click('PROBLEM');
      app.key('enter');
      await app.waitFor('ready: Ctrl-G creates it');
      expect(edited).toEqual([{ path: file, line: 5 }]);
      expect(app.text()).not.toContain('PROBLEM');
    }));

  it('what is wrong in a number is told until a right one is typed', () =>
    withProvider(size, async ({ app }) => {
      app.key('n');
      await app.waitFor('Choose a base model and a training file');
      app.key('end', 'enter');
      await app.waitFor('Seed, a whole number');
      app.key('x', 'enter');
      await app.waitFor('"x" is no whole number');
      app.key('backspace', '7', 'enter');
      await app.waitFor(/seed +7/);
      expect(app.text()).not.toContain('is no whole number');
    }));

  it('is filled and sent with the mouse alone', () =>
    withProvider(size, async ({ app, context, click }, adapter) => {
      const file = layExamples(context.workspace.root);
      const twice = (text: string) => {
        const at = app.find(text) ?? expect.fail(`${text} is not there\n${app.text()}`);
        app.doubleClick(at.x + 1, at.y);
      };
      click('[New job');
      await app.waitFor('Choose a base model and a training file');
      twice('base model  ');
      await app.waitFor('another model…');
      twice('big-base');
      await app.waitFor(/base model +big-base/);
      click('training file  ');
      click('[Change');
      await app.waitFor('train.jsonl');
      twice('train.jsonl');
      await app.waitFor(/training file +data\/train.jsonl/);
      await app.waitFor('ready: Ctrl-G creates it');
      click('[Create');
      await app.waitFor('was created at The scripted provider');
      expect(adapter.requests).toMatchObject([{ baseModel: 'big-base', trainingFile: file }]);
    }));
});
