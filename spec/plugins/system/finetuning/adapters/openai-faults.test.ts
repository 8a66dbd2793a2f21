import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAiAvailability } from '../../../../../plugins/system/finetuning/adapters/openai/openai-availability.js';
import { FineTuningDouble, type DoubleAnswer } from '../../../../support/ai-doubles/fine-tuning-double.js';
import { HostedStage, soon, wish } from './support/hosted-stage.js';

const JOBS = 'GET /fine_tuning/jobs';
const job = (n: number, more: object = {}) => ({
  id: `ftjob-${n}`,
  object: 'fine_tuning.job',
  model: 'gpt-4o-mini-2024-07-18',
  created_at: 1_790_000_000 + n,
  status: 'succeeded',
  trained_tokens: 1_000_000,
  fine_tuned_model: `ft:gpt-4o-mini-2024-07-18:acme::${n}`,
  error: {},
  hyperparameters: { n_epochs: 3 },
  ...more,
});
const refusal = (status: number, message: string, code: string | null = null): DoubleAnswer => ({
  status,
  headers: { 'retry-after-ms': '1' },
  body: { error: { message, type: 'invalid_request_error', param: null, code } },
});

describe('what a provider may answer', () => {
  let double: FineTuningDouble;
  let stage: HostedStage;

  beforeEach(async () => {
    double = await FineTuningDouble.start();
    double.route('POST /files', { body: { id: 'file-1' } });
    double.route('DELETE /files/file-1', { body: { id: 'file-1', deleted: true } });
    stage = new HostedStage({
      openai: double.baseUrl,
      anyscale: `${double.origin}/anyscale/v1`,
      acme: { 'base-url': double.baseUrl, 'key-variable': 'ACME_API_KEY' },
    });
  });
  afterEach(async () => {
    await stage.dispose();
    await double.stop();
  });
  const create = () => stage.adapter('openai').create(wish(stage.file('train.jsonl')), soon());

  test('many pages of jobs are one list, newest first', async () => {
    const all = Array.from({ length: 250 }, (_, index) => job(250 - index));
    double.route(JOBS, ({ query }) => {
      const from = all.findIndex(({ id }) => id === query.get('after')) + 1;
      const data = all.slice(from, from + Number(query.get('limit')));
      return { body: { object: 'list', data, has_more: from + data.length < all.length } };
    });
    const jobs = await stage.adapter('openai').list(soon());
    expect(jobs.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(double.asked).toHaveLength(3);
    expect(jobs[0]).toMatchObject({ costUsd: 3, resultSelection: 'openai/ft:gpt-4o-mini-2024-07-18:acme::250' });
  });

  test('a server that knows no pages is asked no more than twice', async () => {
    double.route(JOBS, { body: { data: [job(1), job(2)], has_more: true } });
    expect(await stage.adapter('openai').list(soon())).toHaveLength(2);
    expect(double.asked).toHaveLength(2);
  });

  test('a full house, a fault and a torn connection are asked once more; a web page and an empty account are not', async () => {
    double.route(JOBS, { body: { data: [job(1)] } });
    const adapter = stage.adapter('openai');
    double.answerNext(JOBS, refusal(429, 'slow down'), refusal(500, 'oops'));
    expect(await adapter.list(soon())).toHaveLength(1);
    double.answerNext(JOBS, { isTorn: true });
    expect(await adapter.list(soon())).toHaveLength(1);
    double.requests.length = 0;
    double.answerNext(JOBS, refusal(429, 'You exceeded your current quota', 'insufficient_quota'));
    await expect(adapter.list(soon())).rejects.toMatchObject({ failure: { kind: 'quota-exhausted' } });
    expect(double.asked).toHaveLength(1);
  });

  test('a job that may have been created already is not created twice, and its file stays', async () => {
    const at = 'POST /fine_tuning/jobs';
    const unsure = {
      message: expect.stringContaining('may have been created all the same') as string,
      hint: expect.stringContaining('devmgr finetune list') as string,
    };
    double.answerNext(at, refusal(500, 'oops'));
    await expect(create()).rejects.toMatchObject({ failure: { kind: 'server-error' }, ...unsure });
    double.answerNext(at, { isTorn: true });
    await expect(create()).rejects.toMatchObject({ failure: { kind: 'broken-stream' }, ...unsure });
    double.answerNext(at, { body: { object: 'fine_tuning.job' } });
    await expect(create()).rejects.toMatchObject({
      ...unsure,
      message: expect.stringMatching(/^OpenAI answered to a new fine-tuning job without the id of a job\./) as string,
    });
    const stop = new AbortController();
    double.route(at, () => {
      stop.abort('enough');
      return { body: job(6) };
    });
    await expect(stage.adapter('openai').create(wish(stage.file('train.jsonl')), { signal: stop.signal })).rejects.toBe(
      'enough',
    );
    expect(double.asked).not.toContain('DELETE /files/file-1');
    double.answerNext(at, refusal(400, 'no such model'));
    await expect(create()).rejects.toMatchObject({ message: expect.not.stringContaining('may have') as string });
    expect(double.asked.at(-1)).toBe('DELETE /files/file-1');
    double.answerNext(at, refusal(429, 'slow down'));
    double.route(at, { body: job(7, { status: 'validating_files', fine_tuned_model: null, trained_tokens: null }) });
    expect(await create()).toMatchObject({ id: 'ftjob-7', status: 'queued', rawStatus: 'validating_files' });
  });

  test('an organisation that may create no jobs any more is told since when, and what to do', async () => {
    double.answerNext('POST /fine_tuning/jobs', refusal(403, 'Fine-tuning is not available to this organization'));
    await expect(create()).rejects.toMatchObject({
      message: expect.stringContaining('Fine-tuning is not available to this organization') as string,
      hint: expect.stringMatching(/2026-07-02.*2027-01-06.*finetune\.local/) as string,
    });
  });

  test('an unknown job, one of a fault, one that pauses, and one without words', async () => {
    const adapter = stage.adapter('openai');
    await expect(adapter.get('ftjob-0', soon())).rejects.toMatchObject({
      message: 'OpenAI has no fine-tuning job ftjob-0',
    });
    double.route('POST /fine_tuning/jobs/ftjob-3/cancel', { body: job(4, { status: 'cancelled' }) });
    await expect(adapter.cancel('ftjob-3', soon())).rejects.toMatchObject({
      message: 'OpenAI answered about the fine-tuning job ftjob-3 with another one, ftjob-4',
    });
    const error = { code: 'invalid_training_file', message: 'line 3', param: 'training_file' };
    double.route('GET /fine_tuning/jobs/ftjob-1', {
      body: job(1, { status: 'failed', error, fine_tuned_model: null }),
    });
    expect(await adapter.get('ftjob-1', soon())).toMatchObject({
      status: 'failed',
      error: { message: 'line 3', code: 'invalid_training_file' },
    });
    double.route('POST /fine_tuning/jobs/ftjob-1/pause', { body: job(1, { status: 'paused' }) });
    expect(await adapter.pause?.('ftjob-1', soon())).toMatchObject({ status: 'paused' });
    double.route('GET /fine_tuning/jobs/ftjob-2', { body: { id: 'ftjob-2', status: 'brewing' } });
    expect(await adapter.get('ftjob-2', soon())).toMatchObject({ status: 'running', rawStatus: 'brewing' });
  });

  test('loss and progress come from events, in the list too', async () => {
    const metrics = (step: number, loss: number) => ({
      id: `e${step}`,
      created_at: 1_790_000_000 + step,
      level: 'info',
      message: `Step ${step}/20: training loss=${loss}`,
      type: 'metrics',
      data: { step, total_steps: 20, train_loss: loss, train_mean_token_accuracy: 0.5 },
    });
    double.route(JOBS, { body: { data: [job(1, { status: 'running', fine_tuned_model: null })] } });
    double.route('GET /fine_tuning/jobs/ftjob-1/events', { body: { data: [metrics(10, 1.5), metrics(9, 1.75)] } });
    double.route('GET /fine_tuning/jobs/ftjob-1/checkpoints', {
      body: {
        data: [
          {
            id: 'ftckpt_1',
            created_at: 1_790_000_500,
            fine_tuned_model_checkpoint: 'ft:x:ckpt-step-10',
            step_number: 10,
            metrics: { step: 10, train_loss: 1.5, full_valid_loss: null },
          },
        ],
      },
    });
    const adapter = stage.adapter('openai');
    expect(await adapter.list(soon())).toMatchObject([
      { loss: 1.5, recentLosses: [1.75, 1.5], progress: { step: 10, totalSteps: 20, fraction: 0.5 } },
    ]);
    const detail = await adapter.detail('ftjob-1', soon());
    expect(detail.events.map(({ step }) => step)).toEqual([9, 10]);
    expect(detail.metrics).toMatchObject([
      { step: 9, loss: 1.75 },
      { step: 10, loss: 1.5, accuracy: 0.5 },
    ]);
    expect(detail.checkpoints).toEqual([
      {
        id: 'ftckpt_1',
        step: 10,
        at: 1_790_000_500_000,
        model: 'ft:x:ckpt-step-10',
        metrics: { step: 10, train_loss: 1.5 },
      },
    ]);
  });

  test.each([
    ['nothing there', { status: 404, body: { error: { message: 'no' } } }],
    ['a web page', { body: '<!doctype html><html></html>' }],
  ] as const)('a server with %s at that place trains nothing, and says so', async (_name, answer) => {
    double.route(JOBS, answer);
    const adapter = stage.adapter('acme');
    expect(adapter.availability()).toEqual({ kind: 'ready' });
    expect(await adapter.list(soon())).toEqual([]);
    expect(adapter.availability()).toMatchObject({
      kind: 'not-offered',
      reason: expect.stringContaining('no fine-tuning') as string,
    });
  });

  test('a request that is aborted rejects with the reason', async () => {
    const stop = new AbortController();
    double.route(JOBS, () => {
      stop.abort('enough');
      return { body: { data: [] } };
    });
    await expect(stage.adapter('openai').list({ signal: stop.signal })).rejects.toBe('enough');
  });
});

describe('who trains', () => {
  test('is told without a request', async () => {
    const stage = new HostedStage({}, { env: { OPENAI_API_KEY: 'sk-0123456789abcdefghij' } });
    const all = Object.fromEntries(stage.adapters.map((adapter) => [adapter.id, adapter.availability()]));
    expect(all['openai']).toMatchObject({ kind: 'ready', notice: expect.stringContaining('2027-01-06') as string });
    expect(all['together']).toMatchObject({
      kind: 'needs-setup',
      hint: expect.stringContaining('TOGETHER_API_KEY') as string,
    });
    expect(all['anthropic']).toMatchObject({
      kind: 'not-offered',
      reason: 'Anthropic has no public API for fine-tuning',
    });
    expect(all['anyscale']).toMatchObject({
      kind: 'not-offered',
      reason: expect.stringContaining('2024-08-01') as string,
    });
    for (const id of ['ollama', 'llama-server', 'lm-studio', 'vllm'])
      expect(all[id]).toMatchObject({ kind: 'not-offered', hint: expect.stringContaining('finetune.local') as string });
    await stage.dispose();
  });

  test('OpenAI takes nothing new from the day of its end on', () => {
    expect(openAiAvailability(Date.parse('2027-01-05T23:59:59Z')).kind).toBe('ready');
    expect(openAiAvailability(Date.parse('2027-01-06T00:00:00Z'))).toMatchObject({ kind: 'read-only' });
  });
});
