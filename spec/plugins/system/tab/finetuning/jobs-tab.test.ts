import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { jobOf, scriptedAdapter, type ScriptedAdapter } from '../../../../support/fine-tuning/scripted-adapter.js';
import { onSystemStage, type SystemStage } from '../system-stage.js';

const wide = { cols: 120, rows: 40 };
const narrow = { cols: 80, rows: 24 };

const RUNNING = jobOf({
  id: 'ftjob-run',
  progress: { fraction: 0.62, step: 62, totalSteps: 100 },
  loss: 0.81,
  recentLosses: [2.1, 1.6, 1.2, 0.9, 0.81],
});
const DONE = jobOf({
  id: 'ftjob-done',
  status: 'succeeded',
  rawStatus: 'succeeded',
  createdAt: Date.now() - 7_200_000,
  resultModel: 'ft:tiny:acme',
  resultSelection: 'openai/ft:tiny:acme',
  costUsd: 1.25,
  trainedTokens: 340_000,
});

/** The tab with two jobs of a provider of its own, the keys on their list. */
async function withJobs(
  size: typeof wide,
  test: (stage: SystemStage, adapter: ScriptedAdapter) => Promise<void>,
): Promise<void> {
  await onSystemStage(size, async (stage) => {
    const adapter = scriptedAdapter();
    adapter.setJobs([RUNNING, DONE]);
    adapter.setDetail('ftjob-run', {
      events: [{ id: 'e1', at: Date.now(), level: 'warn', message: 'the learning rate was halved', step: 40 }],
      metrics: [2.1, 1.6, 1.2, 0.9, 0.81].map((loss, at) => ({ step: at * 10, loss })),
      checkpoints: [],
    });
    (await stage.context.services.require(FineTuning)).registerAdapter(adapter);
    const { app } = stage;
    await app.waitFor('v AI');
    app.key('v');
    await app.waitFor('v fine-tuning');
    app.key('v');
    await app.waitFor('n new job');
    await app.waitFor(/◐ ftjob-run +scripted +tiny-base +running +█+░+ +62%/);
    await test(stage, adapter);
  });
}

describe.each([wide, narrow])('fine-tuning jobs in the System tab on $cols x $rows', (size) => {
  it('lists them with progress and loss, shows one in full, and goes on to the servers', () =>
    withJobs(size, async ({ app }) => {
      expect(app.text()).toMatch(/◐ ftjob-run .* 62% .*0\.81/);
      expect(app.text()).toMatch(/✓ ftjob-done .*succeeded/);
      expect(app.text()).toContain('Fine-tuning jobs 1 running');
      app.key('enter');
      await app.waitFor(/the learning\s/);
      await app.waitFor(/Loss 0\.81/);
      expect(app.text()).toContain('step 62 of 100');
      app.key('escape');
      await app.waitFor('Enter details');
      app.key('v');
      await app.waitFor('v AI');
    }));

  it('shows what a job on this machine prints, as it prints it', () =>
    withJobs(size, async ({ app }, adapter) => {
      const printed = (count: number) => ({
        events: [],
        metrics: [],
        checkpoints: [],
        output: {
          lines: Array.from({ length: count }, (_, at) => `epoch ${at} WARNING slow`).slice(-200),
          file: '/jobs/log.txt',
        },
      });
      adapter.setDetail('ftjob-run', printed(30));
      app.key('enter');
      await app.waitFor('Output · /jobs/log.txt');
      await app.waitFor('epoch 29 WARNING slow');
      adapter.setDetail('ftjob-run', printed(300));
      await app.waitFor('epoch 299 WARNING slow');
      expect(app.text()).not.toContain('epoch 29 ');
    }));

  it('pauses, lets go on, and cancels after asking', () =>
    withJobs(size, async ({ app }, adapter) => {
      app.key('P');
      await app.waitFor(/‖ ftjob-run .*paused/);
      await app.waitFor(() => !app.text().includes('P pause'));
      if (size === wide) await app.waitFor('P resume');
      app.key('P');
      await app.waitFor(/◐ ftjob-run .*running/);
      await app.waitFor(() => !app.text().includes('P resume'));
      app.key('c');
      await app.waitFor('Cancel ftjob-run?');
      app.key('escape');
      await app.waitFor(() => !app.text().includes('Cancel ftjob-run?'));
      app.key('c');
      await app.waitFor('Cancel ftjob-run?');
      app.key('tab', 'enter');
      await app.waitFor(/– ftjob-run .*cancelled/);
      expect(adapter.asked).toEqual(['pause ftjob-run', 'resume ftjob-run', 'cancel ftjob-run']);
    }));
});

describe('the model that a job made', () => {
  it('is asked from now on in Chat and Code Gen, or served through the gateway', () =>
    withJobs(wide, async ({ app, told, remembered }) => {
      app.key('u');
      await app.waitFor(() => told.some((text) => text.includes('has made no model')));
      app.key('down');
      await app.waitFor('result ft:tiny:acme');
      app.key('u');
      await app.waitFor('Chat and Code Gen ask openai/ft:tiny:acme');
      expect(remembered('ai')).toMatchObject({ selection: 'openai/ft:tiny:acme' });
      app.key('g');
      await app.waitFor('Name of openai/ft:tiny:acme in the gateway');
      app.key('enter');
      await app.waitFor('The gateway answers to "tiny-base-tuned"');
      expect(remembered('gateway.served-models')).toEqual({ 'tiny-base-tuned': 'openai/ft:tiny:acme' });
    }));
});

describe.each([wide, narrow])('the form for a new job on $cols x $rows', (size) => {
  it('chooses model and file, shows what is wrong in it, and creates the job', () =>
    withJobs(size, async ({ app, context }, adapter) => {
      const data = join(context.workspace.root, 'data');
      mkdirSync(data);
      const line = (at: number) =>
        JSON.stringify({
          messages: [
            { role: 'user', content: `Question ${at}` },
            { role: 'assistant', content: 'Answer' },
          ],
        });
      writeFileSync(join(data, 'train.jsonl'), Array.from({ length: 12 }, (_, at) => `${line(at)}\n`).join(''));
      app.key('down', 'n');
      await app.waitFor('New fine-tuning job');
      await app.waitFor('Choose a base model and a training file');
      app.key('down', 'enter');
      await app.waitFor('another model…');
      app.key('enter');
      await app.waitFor(/base model +tiny-base/);
      app.key('down', 'enter');
      await app.waitFor('train.jsonl');
      app.key('down', 'enter');
      await app.waitFor(/training file +data\/train.jsonl/);
      await app.waitFor('ready: Ctrl-G creates it');
      // A number is typed anew, not behind the one that is there.
      app.key('end', 'up', 'up', 'up', 'enter');
      await app.waitFor('How often all examples');
      app.key('7', 'enter');
      await app.waitFor(/epochs +7/);
      await app.waitFor('ready: Ctrl-G creates it');
      app.key('C-g');
      await app.waitFor('It costs money');
      app.key('tab', 'enter');
      await app.waitFor('was created at The scripted provider');
      await app.waitFor('n new job');
      expect(adapter.requests).toMatchObject([
        { baseModel: 'tiny-base', trainingFile: join(data, 'train.jsonl'), parameters: { n_epochs: 7 } },
      ]);
      // Keys are about the job that was made, whichever was selected before, also when there is news of that one.
      const { state } = await context.services.require(FineTuning);
      adapter.setJobs(state.get().jobs.map((job) => ({ ...job })));
      await app.waitFor(/job-3 +scripted/);
      app.key('c');
      await app.waitFor('Cancel job-3?');
      expect(app.text()).toContain('[Keep it n]');
    }));
});
