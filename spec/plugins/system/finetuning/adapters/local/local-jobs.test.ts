import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isEnded } from '../../../../../../plugins/system/finetuning/is-ended.js';
import {
  aRequest,
  catsFile,
  stubbornScript,
  trainingTable,
  tuningStage,
  type TuningStage,
} from '../../../../../support/local-tuning.js';
import { processesWith } from '../../../../../support/processes.js';
import { testPython } from '../../../../../support/python.js';

const signal = new AbortController().signal;

describe('a training on this machine', () => {
  let stage: TuningStage;
  beforeAll(async () => (stage = await tuningStage(trainingTable())));
  afterAll(() => stage.close());

  it('goes from its creation to a model that works, with progress and a loss that falls', async () => {
    const { adapter } = stage;
    const changes: string[] = [];
    const listening = adapter.onDidChange?.(() => changes.push('changed'));
    const created = await adapter.create(
      { ...aRequest, parameters: { epochs: '30' }, suffix: 'cats', seed: 7 },
      { signal },
    );
    expect(created).toMatchObject({
      adapterId: 'local',
      status: 'queued',
      baseModel: 'bigram',
      suffix: 'cats',
      hyperparameters: { epochs: 30, delay: 0.01, seed: 7 },
    });
    const running = await stage.until(created.id, (job) => (job.progress?.step ?? 0) > 0, 'it tells of a step');
    expect(running.progress).toMatchObject({ totalSteps: 30, totalEpochs: 30 });
    const toldBefore = changes.length;
    const output = async () => (await adapter.detail(created.id, { signal })).output;
    await expect.poll(async () => (await output())?.lines[0]).toMatch(/^epoch 1\/30 loss=/);
    expect(await readFile((await output())?.file ?? '', 'utf8')).toContain('epoch 1/30 loss=');
    const done = await stage.until(created.id, isEnded, 'it ends');
    expect(done).toMatchObject({ status: 'succeeded', rawStatus: 'exit 0', progress: { fraction: 1, step: 30 } });
    expect(done.trainedTokens).toBeGreaterThan(1_000);
    const losses = done.recentLosses ?? [];
    expect(losses).toHaveLength(30);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
    expect(done.loss).toBe(losses.at(-1));

    const detail = await adapter.detail(created.id, { signal });
    expect(detail.output?.lines.at(-1)).toMatch(/^epoch 30\/30 loss=/);
    expect(detail.metrics.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    expect(detail.checkpoints.map(({ id, step }) => [id, step])).toEqual([
      ['checkpoint-10', 10],
      ['checkpoint-20', 20],
    ]);
    expect(detail.events.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^\d+ characters, /));

    const model = JSON.parse(await readFile(done.resultModel ?? '', 'utf8')) as {
      letters: string[];
      weights: number[][];
    };
    const after = (letter: string) => {
      const row = model.weights[model.letters.indexOf(letter)] ?? [];
      return model.letters[row.indexOf(Math.max(...row))];
    };
    expect([after('h'), after('d'), after('n')]).not.toContain(undefined);
    expect(after('o')).toMatch(/n|g|\s/);
    // Several changes in a short time are told once; what came after the first steps cannot have been told with them.
    await expect.poll(() => changes.length).toBeGreaterThan(toldBefore);
    void listening?.dispose();
  });

  it('shows other devmgrs the same job, and forgets it without its model', async () => {
    const jobs = await stage.adapter.list({ signal });
    const [job, ...rest] = jobs;
    const other = stage.another();
    expect(await other.list({ signal })).toEqual(jobs);
    await other.remove?.(job!.id, { signal });
    expect(await stage.adapter.list({ signal })).toEqual(rest);
    await expect(stage.adapter.get(job!.id, { signal })).rejects.toThrow(`There is no fine-tuning job "${job!.id}"`);
    expect(await readFile(job!.resultModel ?? '', 'utf8')).toContain('weights');
    expect(await readdir(join(stage.dir, 'finetune', job!.id))).toEqual(['output']);
  });
});

describe('jobs that are many', () => {
  let stage: TuningStage;
  afterEach(() => stage.close());

  it('run one after the other, in their order, and one that waits is cancelled at once', async () => {
    stage = await tuningStage(trainingTable());
    const { adapter } = stage;
    const slow = { ...aRequest, parameters: { epochs: 200, delay: 0.05 } };
    const first = await adapter.create(slow, { signal });
    await stage.until(first.id, ({ status }) => status === 'running', 'the first runs');
    const second = await adapter.create(aRequest, { signal });
    const third = await adapter.create(aRequest, { signal });
    expect((await adapter.list({ signal })).map(({ status }) => status)).toEqual(['queued', 'queued', 'running']);
    expect(await stage.another().cancel(second.id, { signal })).toMatchObject({ status: 'cancelled' });
    await expect(adapter.cancel(second.id, { signal })).rejects.toThrow('has ended: cancelled');
    expect(['cancelling', 'cancelled']).toContain((await adapter.cancel(first.id, { signal })).status);
    const ended = await stage.until(first.id, isEnded, 'the first ends');
    expect(ended.status).toBe('cancelled');
    const last = await stage.until(third.id, isEnded, 'the third ends');
    expect(last.status).toBe('succeeded');
    expect(last.startedAt).toBeGreaterThanOrEqual(ended.finishedAt ?? Infinity);
    expect(stage.background).toHaveLength(1);
  });

  it('run at once when the settings say so, and can be paused', async () => {
    stage = await tuningStage({ ...trainingTable(), 'max-jobs': 2 });
    const { adapter } = stage;
    const slow = { ...aRequest, parameters: { epochs: 2000, delay: 0.02 } };
    const jobs = [await adapter.create(slow, { signal }), await adapter.create(slow, { signal })];
    for (const { id } of jobs) await stage.until(id, (job) => (job.progress?.step ?? 0) > 1, `${id} runs`);
    const id = jobs[0]!.id;
    const paused = await adapter.pause?.(id, { signal });
    expect(paused?.status).toBe('paused');
    const step = (await stage.until(id, () => true, '')).progress?.step;
    const other = jobs[1]!.id;
    const otherStep = (await adapter.get(other, { signal })).progress?.step ?? 0;
    await stage.until(other, (job) => (job.progress?.step ?? 0) > otherStep + 10, 'the other goes on');
    expect((await adapter.get(id, { signal })).progress?.step ?? 0).toBeLessThanOrEqual((step ?? 0) + 12);
    const held = (await adapter.get(id, { signal })).progress?.step ?? 0;
    await expect(adapter.remove?.(id, { signal })).rejects.toThrow(`Job ${id} is paused`);
    expect(await adapter.resume?.(id, { signal })).toMatchObject({ status: 'running' });
    await stage.until(id, (job) => (job.progress?.step ?? 0) > held, 'it goes on');
    await adapter.pause?.(id, { signal });
    await adapter.cancel(id, { signal });
    await adapter.cancel(other, { signal });
    expect((await stage.until(id, isEnded, 'a paused one ends')).status).toBe('cancelled');
    await stage.until(other, isEnded, 'the other ends');
  });
});

describe('a job that prints what it tells in the protocol as well', () => {
  let stage: TuningStage;
  afterEach(() => stage.close());

  it('is heard once, though what is printed comes in first', async () => {
    const script = `import os, time
print("{'loss': 2.5, 'epoch': 0.5}", flush=True)
time.sleep(0.03)
os.write(int(os.environ["DEVMGR_CHANNEL_FD"]), b'{"type":"metric","step":1,"loss":2.5}\\n')`;
    const printing = `print("{'loss': 1.5, 'epoch': 1.0}")`;
    stage = await tuningStage({
      both: { command: [testPython(), '-c', script] },
      prints: { command: [testPython(), '-c', printing] },
    });
    const { adapter } = stage;
    const losses = async (method: string) => {
      const { id } = await adapter.create({ ...aRequest, method }, { signal });
      return (await stage.until(id, isEnded, 'it ends')).recentLosses;
    };
    expect(await losses('both')).toEqual([2.5]);
    expect(await losses('prints')).toEqual([1.5]);
  });
});

describe('jobs that go wrong', () => {
  let stage: TuningStage;
  afterEach(() => stage.close());

  it('say why', async () => {
    const python = testPython();
    stage = await tuningStage({
      fails: { command: [python, '-c', 'import sys; print("reading"); sys.exit("CUDA out of memory")'] },
      absent: { command: ['no-such-trainer', '{training_file}'] },
      unknown: { command: ['python', '{trainingfile}'] },
      dies: { command: [python, '-c', 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)'] },
      tells: {
        command: [
          python,
          '-c',
          'import os; os.write(int(os.environ["DEVMGR_CHANNEL_FD"]), b\'{"type":"error","message":"bad data"}\\nrubbish\\n\'); raise SystemExit(3)',
        ],
      },
    });
    const { adapter } = stage;
    const ended = async (method: string) => {
      const { id } = await adapter.create({ ...aRequest, method }, { signal });
      return stage.until(id, isEnded, `${method} ends`);
    };
    expect(await ended('fails')).toMatchObject({
      status: 'failed',
      error: { code: 'exit 1', message: 'It ended with exit code 1: CUDA out of memory' },
    });
    expect((await ended('absent')).error?.message).toMatch(/no-such-trainer/);
    expect((await ended('dies')).error?.message).toBe('It was ended by SIGKILL, perhaps for want of memory');
    const told = await ended('tells');
    expect(told.error?.message).toBe('bad data');
    const { events } = await adapter.detail(told.id, { signal });
    expect(events.map(({ message }) => message)).toContain(
      'A line of the protocol was not read, for it is no JSON: rubbish',
    );
    await expect(ended('unknown')).rejects.toMatchObject({
      message: 'The command for fine-tuning names {trainingfile}, which there is not',
      hint: 'Write {training_file}.',
    });
    await expect(ended('fail')).rejects.toMatchObject({ hint: 'Did you mean fails?' });
    const wrong = { ...aRequest, method: 'fails' };
    await expect(adapter.create({ ...wrong, trainingFile: '/nowhere.jsonl' }, { signal })).rejects.toThrow('not there');
    await expect(adapter.create({ ...wrong, trainingFile: 'file-1' }, { signal })).rejects.toThrow('is no path');
    await expect(adapter.create({ ...wrong, parameters: { epoch: 1 } }, { signal })).rejects.toThrow('no parameter');
    expect((await adapter.list({ signal })).map(({ method }) => method)).toEqual(['tells', 'dies', 'absent', 'fails']);
  });

  it('end with everything that they have started, also what listens to no SIGTERM', async () => {
    stage = await tuningStage({
      command: [testPython(), stubbornScript],
      env: { STUBBORN_MARK: '{job_dir}' },
      'stop-timeout': '300ms',
    });
    const { id } = await stage.adapter.create({ ...aRequest, trainingFile: catsFile }, { signal });
    const mark = join(stage.dir, 'finetune', id);
    const deadline = Date.now() + 30_000;
    while (processesWith(mark).length < 3) {
      if (Date.now() > deadline) throw new Error(`Only ${processesWith(mark).length} processes`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await stage.adapter.cancel(id, { signal })).status).toBe('cancelling');
    expect((await stage.until(id, isEnded, 'it ends by force')).status).toBe('cancelled');
    expect(processesWith(mark)).toEqual([]);
  });
});
