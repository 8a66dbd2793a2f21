import { describe, expect, it } from 'vitest';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { jobOf, scriptedAdapter } from '../../../../support/fine-tuning/scripted-adapter.js';
import { onSystemStage, type SystemStage } from '../system-stage.js';

/** Two providers with two jobs each, the keys on their list. */
async function withTwoProviders(
  test: (stage: SystemStage, again: { leave(): void; comeBack(): void }) => Promise<void>,
): Promise<void> {
  await onSystemStage({ cols: 120, rows: 40 }, async (stage) => {
    const service = await stage.context.services.require(FineTuning);
    const jobs = (adapterId: string, at: number) =>
      [1, 2].map((n) => jobOf({ id: `${adapterId}-${n}`, adapterId, status: 'succeeded', createdAt: at - n * 1_000 }));
    const there = scriptedAdapter('there');
    const changing = scriptedAdapter('changing');
    there.setJobs(jobs('there', Date.now() - 60_000));
    changing.setJobs(jobs('changing', Date.now() - 30_000));
    service.registerAdapter(there);
    let registration = service.registerAdapter(changing);
    const { app } = stage;
    await app.waitFor('v AI');
    app.key('v');
    await app.waitFor('v fine-tuning');
    app.key('v');
    await app.waitFor('n new job');
    await app.waitFor(/changing-1[^]*changing-2[^]*there-1[^]*there-2/);
    await test(stage, {
      leave: () => void registration.dispose(),
      comeBack: () => void (registration = service.registerAdapter(changing)),
    });
  });
}

/** The job that the keys are about. */
async function selected({ app }: SystemStage): Promise<string | undefined> {
  app.key('D');
  await app.waitFor(/Forget \S+\?/);
  const name = /Forget (\S+)\?/.exec(app.text())?.[1];
  app.key('escape');
  await app.waitFor(() => !/Forget \S+\?/.test(app.text()));
  return name;
}

describe('the selection in the list of fine-tuning jobs', () => {
  it('is on the same job again when its adapter is made anew', () =>
    withTwoProviders(async (stage, { leave, comeBack }) => {
      const { app } = stage;
      app.key('down');
      expect(await selected(stage)).toBe('changing-2');
      leave();
      await app.waitFor(() => !app.text().includes('changing-2'));
      expect(await selected(stage)).toMatch(/^there-/);
      comeBack();
      await app.waitFor(/changing-2 +changing/);
      expect(await selected(stage)).toBe('changing-2');
    }));

  it('stays where the person went meanwhile', () =>
    withTwoProviders(async (stage, { leave, comeBack }) => {
      const { app } = stage;
      app.key('down');
      expect(await selected(stage)).toBe('changing-2');
      leave();
      await app.waitFor(() => !app.text().includes('changing-2'));
      app.key('home');
      app.key('end');
      expect(await selected(stage)).toBe('there-2');
      app.key('up');
      expect(await selected(stage)).toBe('there-1');
      comeBack();
      await app.waitFor(/changing-2 +changing/);
      expect(await selected(stage)).toBe('there-1');
    }));
});

describe.each([
  [80, 24],
  [120, 40],
] as const)('a job that has ended, on %d x %d', (cols, rows) => {
  it('is forgotten by its button as by its key: after asking', () =>
    onSystemStage({ cols, rows }, async (stage) => {
      const { app, click, context } = stage;
      const adapter = scriptedAdapter();
      adapter.setJobs([jobOf({ id: 'job-old', status: 'succeeded' })]);
      (await context.services.require(FineTuning)).registerAdapter(adapter);
      await app.waitFor('v AI');
      app.key('v');
      await app.waitFor('v fine-tuning');
      app.key('v');
      await app.waitFor(/job-old +scripted/);
      await app.waitFor('G gateway');
      await app.waitFor('[Forget D]');
      click('[Forget D]');
      await app.waitFor('Forget job-old?');
      app.key('escape');
      await app.waitFor(() => !app.text().includes('Forget job-old?'));
      expect(adapter.asked).toEqual([]);
      click('[Forget D]');
      await app.waitFor('Forget job-old?');
      app.key('tab', 'enter');
      await app.waitFor('No jobs');
      expect(adapter.asked).toEqual(['remove job-old']);
    }));
});
