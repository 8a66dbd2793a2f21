import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevmgrError } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import type { FineTuningCheck } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { JobForm } from '../../../../../plugins/system/finetuning/draft/job-form.js';
import { FineTuningService } from '../../../../../plugins/system/finetuning/fine-tuning-service.js';
import { scriptedAdapter, type ScriptedAdapter } from '../../../../support/fine-tuning/scripted-adapter.js';
import { waitFor } from '../../../../support/wait-for.js';

interface AskedCheck {
  readonly request: FineTuningRequest;
  readonly signal: AbortSignal;
  readonly read: (bytes: number) => void;
  readonly done: (isGood?: boolean) => void;
  readonly fail: (error: Error) => void;
}

const SETTLE = 250;
let clock: FakeClock;
let service: FineTuningService;
let adapter: ScriptedAdapter;
let form: JobForm;
let checks: AskedCheck[];

beforeEach(() => {
  clock = new FakeClock(1_000);
  checks = [];
  const nothing = () => undefined;
  const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  service = new FineTuningService({
    clock,
    log,
    random: () => 0.5,
    check: (_adapter, request, { signal, onProgress }) =>
      new Promise((resolve, fail) => {
        const done = (isGood = true) => resolve(checkOf(request.trainingFile, isGood));
        checks.push({ request, signal, done, fail, read: (bytes) => onProgress?.(bytes, 100) });
      }),
  });
  adapter = scriptedAdapter();
  service.registerAdapter(adapter);
  form = new JobForm({ finetuning: service, clock, root: '/project' });
});
afterEach(() => {
  form.dispose();
  service.dispose();
  expect(clock.pending).toBe(0);
});

function checkOf(path: string, isGood: boolean): FineTuningCheck {
  const problems = isGood ? [] : [{ line: 3, severity: 'error' as const, message: 'is no JSON' }];
  const problemCount = { errors: problems.length, warnings: 0 };
  const counted = { bytes: 100, examples: 12, format: 'chat' as const, duplicates: 0, tokens: 90 };
  const training = { path, problems, problemCount, ...counted, longestExample: undefined, messagesByRole: {} };
  const estimate = { trainedTokens: 270, costUsd: 0.5 };
  return { training, validation: undefined, shared: 0, estimate, isGood };
}

const state = () => form.state.get();
const lastCheck = () => checks.at(-1) ?? expect.fail('no file was read');

/** Everything chosen, and the file read. */
async function filled(isGood = true): Promise<void> {
  form.begin();
  form.change({ baseModel: 'tiny-base', trainingFile: 'data/train.jsonl' });
  clock.advance(SETTLE);
  lastCheck().done(isGood);
  await waitFor(() => expect(state().check.kind).toBe('done'));
}

describe('what is missing', () => {
  it('is told until the job can be created', async () => {
    expect(form.refusal()).toBe('Choose a provider, a base model and a training file');
    form.begin();
    expect(state().draft.adapterId).toBe('scripted');
    expect(form.refusal()).toBe('Choose a base model and a training file');
    form.change({ baseModel: 'tiny-base' });
    expect(form.refusal()).toBe('Choose a training file');
    form.change({ trainingFile: 'data/train.jsonl' });
    expect(form.refusal()).toBe('The files are still being checked');
    clock.advance(SETTLE);
    lastCheck().done();
    await waitFor(() => expect(form.refusal()).toBeUndefined());
  });

  it('is a provider that takes jobs, and one that is still there', async () => {
    await filled();
    adapter.setAvailability({ kind: 'needs-setup', reason: 'There is no key', hint: 'Set ACME_KEY' });
    expect(form.refusal()).toBe('There is no key. Set ACME_KEY');
    service.dispose();
    form.change({ adapterId: 'gone' });
    expect(form.refusal()).toBe('There is no provider gone any more');
  });

  it('begins with the first provider that takes jobs, and lets a choice stand', () => {
    adapter.setAvailability({ kind: 'not-offered', reason: 'no', hint: 'no' });
    form.begin();
    expect(state().draft.adapterId).toBe('');
    service.registerAdapter(scriptedAdapter('second'));
    service.registerAdapter(scriptedAdapter('third'));
    form.begin();
    expect(state().draft.adapterId).toBe('second');
    form.choose('third');
    form.begin();
    expect(state().draft.adapterId).toBe('third');
  });
});

describe('the files', () => {
  it('are read once nothing has changed for a moment, and only the last ones count', async () => {
    form.begin();
    form.change({ baseModel: 'tiny-base', trainingFile: 'a.jsonl' });
    clock.advance(SETTLE - 1);
    form.change({ trainingFile: 'b.jsonl' });
    clock.advance(SETTLE);
    expect(checks.map(({ request }) => request.trainingFile)).toEqual(['/project/b.jsonl']);
    lastCheck().read(40);
    expect(state().check).toEqual({ kind: 'running', readBytes: 40, totalBytes: 100 });
    form.change({ trainingFile: 'c.jsonl' });
    expect(checks[0]?.signal.aborted).toBe(true);
    checks[0]?.done(false);
    clock.advance(SETTLE);
    lastCheck().done();
    await waitFor(() => expect(state().check).toMatchObject({ check: { training: { path: '/project/c.jsonl' } } }));
  });

  it('of this machine are read also beside one that the provider has', () => {
    form.begin();
    form.change({ baseModel: 'tiny-base', trainingFile: 'file-abc' });
    expect(state().check.kind).toBe('none');
    form.change({ validationFile: 'v.jsonl' });
    clock.advance(SETTLE);
    expect(lastCheck().request).toMatchObject({ trainingFile: 'file-abc', validationFile: '/project/v.jsonl' });
  });

  it('with errors hold the job back until they are mended; why they cannot be read is told', async () => {
    await filled(false);
    expect(form.refusal()).toBe('Mend the errors in the files first');
    form.recheck();
    clock.advance(SETTLE);
    lastCheck().fail(new DevmgrError({ code: 'DEVMGR_USAGE', message: 'There is no file', hint: 'Choose another' }));
    await waitFor(() => expect(form.refusal()).toBe('There is no file'));
    expect(state().check).toEqual({ kind: 'failed', message: 'There is no file', hint: 'Choose another' });
    form.recheck();
    clock.advance(SETTLE);
    lastCheck().done();
    await waitFor(() => expect(form.refusal()).toBeUndefined());
  });

  it('that the provider has already are not read', () => {
    form.begin();
    form.change({ baseModel: 'tiny-base', trainingFile: 'file-abc123' });
    clock.advance(SETTLE);
    expect([checks.length, form.refusal()]).toEqual([0, undefined]);
  });
});

describe('another provider', () => {
  it('has other models, whose names are asked for; why they are not known is told', async () => {
    form.begin();
    expect(state().models).toEqual({ kind: 'loading' });
    await waitFor(() => expect(state().models).toMatchObject({ kind: 'ready', models: [{ id: 'tiny-base' }, {}] }));
    form.change({ baseModel: 'tiny-base', method: 'dpo' });
    const silent = scriptedAdapter('silent', { baseModels: () => Promise.reject(new Error('no answer')) });
    service.registerAdapter(silent);
    form.choose('silent');
    expect(state().draft).toMatchObject({ baseModel: '', method: '' });
    await waitFor(() => expect(state().models).toEqual({ kind: 'failed', message: 'no answer' }));
  });
});

describe('the job', () => {
  it('is created with what was chosen; the rest is left to the provider', async () => {
    await filled();
    form.setParameter('n_epochs', 5);
    form.setParameter('lora', false);
    form.setParameter('lora', undefined);
    form.change({ suffix: 'acme', seed: '7', validationFile: 'data/valid.jsonl' });
    clock.advance(SETTLE);
    lastCheck().done();
    await waitFor(() => expect(form.refusal()).toBeUndefined());
    const job = await form.create();
    expect(job).toMatchObject({ id: 'job-1', adapterId: 'scripted' });
    expect(adapter.requests).toEqual([
      {
        baseModel: 'tiny-base',
        trainingFile: '/project/data/train.jsonl',
        validationFile: '/project/data/valid.jsonl',
        parameters: { n_epochs: 5 },
        suffix: 'acme',
        seed: 7,
      },
    ]);
    expect(form.isCreating).toBe(false);
  });

  it('is not created while something is missing', async () => {
    form.begin();
    expect(await form.create()).toBeUndefined();
    expect(adapter.asked).toEqual([]);
  });

  it('says how far it is, is created once, and is given up when it is not wanted any more', async () => {
    await filled();
    const progress = { type: 'upload', file: 'train.jsonl', sentBytes: 1, totalBytes: 4 } as const;
    adapter.holdCreate(progress);
    const creating = form.create();
    await waitFor(() => expect(state().creation).toEqual({ kind: 'running', progress }));
    expect(form.refusal()).toBe('The job is being created');
    expect(await form.create()).toBeUndefined();
    form.stop();
    expect(await creating).toBeUndefined();
    expect([form.isCreating, state().creation]).toEqual([false, { kind: 'none' }]);
    expect(adapter.asked).toEqual(['create tiny-base']);
  });

  it('that failed says why until something is changed', async () => {
    await filled();
    const held = adapter.holdCreate({ type: 'creating' });
    const creating = form.create();
    held.fail(new DevmgrError({ code: 'DEVMGR_USAGE', message: 'The quota is used up', hint: 'Pay' }));
    expect(await creating).toBeUndefined();
    expect(state().creation).toEqual({ kind: 'failed', message: 'The quota is used up', hint: 'Pay' });
    form.change({ suffix: 'x' });
    expect(state().creation).toEqual({ kind: 'none' });
  });
});
