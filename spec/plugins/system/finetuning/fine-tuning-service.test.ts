import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevmgrError } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { FineTuningService } from '../../../../plugins/system/finetuning/fine-tuning-service.js';
import { job, ScriptedAdapter } from './scripted-adapter.js';
import { waitFor } from '../../../support/wait-for.js';

const request: FineTuningRequest = { baseModel: 'small', trainingFile: '/data.jsonl', parameters: {} };
const { signal } = new AbortController();

let clock: FakeClock;
let logged: string[];
let service: FineTuningService;
let adapter: ScriptedAdapter;

beforeEach(() => {
  clock = new FakeClock(1_000);
  logged = [];
  const note = (level: string) => (message: string) => void logged.push(`${level} ${message}`);
  const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const check = () => Promise.reject(new Error('not asked here'));
  const redact = (text: string) => text.replaceAll('hunter2', '***');
  service = new FineTuningService({ clock, log, random: () => 0.5, check, redact });
  adapter = new ScriptedAdapter('a');
  service.registerAdapter(adapter);
});
afterEach(() => {
  service.dispose();
  expect(clock.pending).toBe(0);
});

const ids = () => service.state.get().jobs.map(({ id }) => id);
const settled = () => waitFor(() => expect(service.state.get().isLooking).toBe(false));

describe('looking at jobs', () => {
  it('asks nobody before somebody wants to know', () => {
    clock.advance(3_600_000);
    expect(adapter.lists).toBe(0);
    expect(service.state.get()).toEqual({ jobs: [], problems: [], lookedAt: undefined, isLooking: false });
  });

  it('asks often while somebody watches a job that runs, seldom when none does, not at all when nobody watches', async () => {
    adapter.jobs = [job('1')];
    const watch = service.watch();
    await settled();
    expect(ids()).toEqual(['1']);
    clock.advance(3_000);
    await settled();
    expect(adapter.lists).toBe(2);
    adapter.jobs = [job('1', { status: 'succeeded', resultModel: 'mine' })];
    clock.advance(3_000);
    await settled();
    expect(logged).toEqual(['info Fine-tuning job 1 of a succeeded: mine']);
    clock.advance(29_000);
    expect(adapter.lists).toBe(3);
    clock.advance(1_000);
    await settled();
    expect(adapter.lists).toBe(4);
    void watch.dispose();
    clock.advance(3_600_000);
    expect(adapter.lists).toBe(4);
  });

  it('goes on asking for a job that runs when nobody watches', async () => {
    adapter.jobs = [job('1')];
    await service.refresh({ signal });
    clock.advance(60_000);
    await settled();
    expect(adapter.lists).toBe(2);
  });

  it('waits longer after each failure, keeps what it knew and says what is wrong', async () => {
    adapter.jobs = [job('1')];
    const watch = service.watch();
    await settled();
    adapter.problem = new DevmgrError({ code: 'DEVMGR_AI_PROVIDER_FAILED', message: 'A is away', hint: 'Wait.' });
    clock.advance(3_000);
    await settled();
    expect(service.state.get()).toMatchObject({
      jobs: [{ id: '1' }],
      problems: [{ adapterId: 'a', message: 'A is away', hint: 'Wait.' }],
    });
    clock.advance(5_900);
    expect(adapter.lists).toBe(2);
    clock.advance(100);
    await settled();
    expect(adapter.lists).toBe(3);
    void watch.dispose();
  });

  it('is one look for all who ask at the same time; whoever leaves leaves the others', async () => {
    let open = () => {};
    adapter.gate = new Promise<void>((resolve) => (open = resolve));
    adapter.jobs = [job('1')];
    const stop = new AbortController();
    const left = service.refresh({ signal: stop.signal });
    const stayed = service.refresh({ signal });
    stop.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    open();
    await stayed;
    expect(adapter.lists).toBe(1);
    expect(ids()).toEqual(['1']);
  });

  it('leaves out those who have no jobs to show', async () => {
    adapter.state = { kind: 'not-offered', reason: 'no', hint: 'none' };
    await service.refresh({ signal });
    expect(adapter.lists).toBe(0);
    expect(service.state.get().problems).toEqual([]);
  });

  it('follows one that tells of its changes itself, and polls it never', async () => {
    const told = new ScriptedAdapter('b');
    const local = new ScriptedAdapter('c', told.changed.event);
    service.registerAdapter(local);
    const watch = service.watch();
    await settled();
    expect(local.lists).toBe(1);
    local.jobs = [job('9', { adapterId: 'c' })];
    told.changed.fire();
    await waitFor(() => expect(ids()).toEqual(['9']));
    clock.advance(600_000);
    await settled();
    expect(local.lists).toBe(2);
    void watch.dispose();
  });
});

describe('jobs', () => {
  it('are there as soon as they are created, and change as soon as they are steered', async () => {
    const created = await service.create('A', request, { signal });
    expect(ids()).toEqual([created.id]);
    await service.steer(created, 'cancel', { signal });
    expect(service.state.get().jobs[0]?.status).toBe('cancelled');
    await service.steer(created, 'remove', { signal });
    expect(ids()).toEqual([]);
    await settled();
    expect(ids()).toEqual([]);
  });

  it('are not paused where that is not offered', async () => {
    await expect(service.steer(job('1'), 'pause', { signal })).rejects.toMatchObject({
      message: 'A cannot pause a job',
    });
  });

  it('are not created where the adapter takes none, in its words', async () => {
    adapter.state = { kind: 'read-only', reason: 'closed since January', hint: 'Take another.' };
    await expect(service.create('a', request, { signal })).rejects.toMatchObject({
      message: 'A: closed since January',
      hint: 'Take another.',
      exitCode: 5,
    });
    await expect(service.create('aa', request, { signal })).rejects.toMatchObject({ hint: 'Did you mean a?' });
  });

  it('are found by id, by adapter and id, by the beginning of an id', async () => {
    adapter.jobs = [job('ftjob-12'), job('ftjob-34')];
    const other = new ScriptedAdapter('b');
    other.jobs = [job('ftjob-34', { adapterId: 'b' })];
    service.registerAdapter(other);
    await expect(service.find('ftjob-12', { signal })).resolves.toMatchObject({ id: 'ftjob-12' });
    await expect(service.find('ftjob-1', { signal })).resolves.toMatchObject({ id: 'ftjob-12' });
    await expect(service.find('b:ftjob-34', { signal })).resolves.toMatchObject({ adapterId: 'b' });
    await expect(service.find('ftjob-34', { signal })).rejects.toMatchObject({
      hint: 'Name one of them: a:ftjob-34, b:ftjob-34.',
    });
    await expect(service.find('ftjob-99', { signal })).rejects.toMatchObject({
      message: 'There is no fine-tuning job "ftjob-99"',
    });
    await expect(service.find('b:', { signal })).rejects.toMatchObject({ message: 'There is no fine-tuning job "b:"' });
    other.problem = new DevmgrError({ code: 'DEVMGR_USAGE', message: 'B does not know the key', hint: 'Check it' });
    await expect(service.find('ftjob-99', { signal })).rejects.toMatchObject({
      message: 'Whether there is a fine-tuning job "ftjob-99" cannot be said: b: B does not know the key',
      hint: 'Check it',
      exitCode: 5,
    });
  });
});

describe('what providers say', () => {
  it('is told without secrets and endless texts, and with numbers that can be true', async () => {
    const wild = job('wild', {
      ...{ createdAt: 1e303, finishedAt: NaN, estimatedFinishAt: 8.7e15, hyperparameters: { note: 'hunter2', n: 3 } },
      progress: { step: 99_999, totalSteps: 3, fraction: 1, epoch: 1e308 },
      error: { message: `key hunter2 ${'x'.repeat(100_000)}`, code: 'hunter2' },
    });
    adapter.jobs = [wild, job('good', { createdAt: 5, progress: { step: 1, totalSteps: 2, fraction: 0.5 } })];
    const event = { id: '1', level: 'info' as const };
    adapter.detail = () =>
      Promise.resolve({
        ...{ metrics: [{ step: 1, loss: 2, at: 1e303 }], checkpoints: [] },
        events: [
          { ...event, at: 1e303, message: 'hunter2' },
          { ...event, at: 7, message: 'fine' },
        ],
        output: { lines: ['loaded', 'with hunter2'], file: '/log' },
      });
    const found = await service.find('wild', { signal });
    expect(found).toMatchObject({ createdAt: 1_000, finishedAt: undefined, estimatedFinishAt: undefined });
    expect(found).toMatchObject({ hyperparameters: { note: '***', n: 3 }, progress: { step: 99_999 } });
    expect(found.progress).toEqual({ step: 99_999 });
    expect(found.error?.message).toMatch(/^key \*\*\* x{1,2000}…$/);
    expect(found.error?.code).toBe('***');
    expect(await service.find('good', { signal })).toMatchObject(adapter.jobs[1]!);
    const detail = await service.detail(found, { signal });
    expect(detail.events.map(({ at, message }) => [at, message])).toEqual([
      [0, '***'],
      [7, 'fine'],
    ]);
    expect(detail.metrics).toEqual([{ step: 1, loss: 2, at: undefined }]);
    expect(detail.output).toEqual({ lines: ['loaded', 'with ***'], file: '/log' });
  });
});

describe('adapters', () => {
  it('have an id of their own', () => {
    expect(() => service.registerAdapter(new ScriptedAdapter('a'))).toThrow(
      'There is a fine-tuning adapter "a" already',
    );
    expect(() => service.registerAdapter(new ScriptedAdapter('No Name'))).toThrow('cannot name a fine-tuning adapter');
  });

  it('take their jobs along when they go', async () => {
    const other = new ScriptedAdapter('b');
    other.jobs = [job('1', { adapterId: 'b' })];
    const registered = service.registerAdapter(other);
    await service.refresh({ signal });
    expect(ids()).toEqual(['1']);
    void registered.dispose();
    expect(ids()).toEqual([]);
    expect(service.adapters.get()).toEqual([adapter]);
  });
});
