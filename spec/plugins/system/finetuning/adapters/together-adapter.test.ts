import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FineTuningDouble } from '../../../../support/ai-doubles/fine-tuning-double.js';
import { startTogether, TOGETHER_MODEL } from '../../../../support/ai-doubles/together-fine-tuning.js';
import { HostedStage, KEY, soon, wish } from './support/hosted-stage.js';

describe('jobs of Together', () => {
  let double: FineTuningDouble;
  let stage: HostedStage;

  beforeEach(async () => {
    double = await startTogether();
    stage = new HostedStage({ together: double.baseUrl });
  });
  afterEach(async () => {
    await stage.dispose();
    await double.stop();
  });

  const create = (more = {}) =>
    stage
      .adapter('together')
      .create(wish(stage.file('train.jsonl'), { baseModel: TOGETHER_MODEL, ...more }), { signal: soon().signal });

  test('are created from a file that goes to a signed address without the key', async () => {
    const job = await create({
      parameters: { n_epochs: 2, lora_r: 16, lr_scheduler: 'linear' },
      suffix: 'acme',
      seed: 3,
    });
    expect(job).toMatchObject({ id: 'ft-1', status: 'queued', rawStatus: 'pending', method: 'sft-lora' });
    expect(job.createdAt).toBe(Date.parse('2026-11-20T10:00:00.000Z'));
    const put = double.requests.find(({ method }) => method === 'PUT');
    expect(put?.headers.authorization).toBeUndefined();
    expect(put?.headers['content-length']).toBe('850');
    expect(put?.body.length).toBe(850);
    const form = new URLSearchParams(double.requests[0]?.body.toString());
    expect(Object.fromEntries(form)).toEqual({ file_name: 'train.jsonl', file_type: 'jsonl', purpose: 'fine-tune' });
    const created = double.requests.find(({ method, path }) => method === 'POST' && path === '/fine-tunes');
    expect(created?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(created?.json).toEqual({
      model: TOGETHER_MODEL,
      training_file: 'file-1',
      n_epochs: 2,
      lr_scheduler: { lr_scheduler_type: 'linear' },
      training_method: { method: 'sft', train_on_inputs: 'auto' },
      training_type: { type: 'Lora', lora_r: 16, lora_alpha: 16 },
      suffix: 'acme',
      random_seed: 3,
    });
  });

  test('take the way of the document where the signed address is not offered', async () => {
    double.route('POST /files', { status: 404, body: { error: { message: 'no' } } });
    double.route('POST /files/upload', { body: { id: 'file-1' } });
    await create();
    const form = double.requests.find(({ path }) => path === '/files/upload')?.body.toString() ?? '';
    expect(form).toContain('name="file_name"\r\n\r\ntrain.jsonl');
    expect(form).toContain('name="file"; filename="train.jsonl"');
  });

  test('are followed to their end, with what events and metrics say', async () => {
    await create();
    const adapter = stage.adapter('together');
    expect(await adapter.get('ft-1', soon())).toMatchObject({
      status: 'running',
      loss: 1.5,
      recentLosses: [2.5, 1.5],
      progress: { step: 10, totalSteps: 40, fraction: 0.25 },
      costUsd: 5,
      trainedTokens: 12_000,
    });
    const raw: string[] = [];
    for (let look = 0; look < 3; look++) raw.push((await adapter.get('ft-1', soon())).rawStatus);
    expect(raw).toEqual(['compressing', 'uploading', 'completed']);
    const [done] = await adapter.list(soon());
    expect(done).toMatchObject({
      status: 'succeeded',
      resultModel: 'acme/Qwen3-8B-acme-1234',
      resultSelection: 'together/acme/Qwen3-8B-acme-1234',
      finishedAt: Date.parse('2026-11-20T10:09:00.000Z'),
    });
    const detail = await adapter.detail('ft-1', soon());
    expect(detail.events.map(({ message, level }) => `${level} ${message}`)).toEqual([
      'info Job started',
      'info Training started',
      'warn Slow',
    ]);
    expect(detail.metrics).toEqual([
      { step: 1, loss: 2.5 },
      { step: 10, loss: 1.5, validationLoss: 1.75, learningRate: 0.00001 },
    ]);
    expect(detail.checkpoints).toMatchObject([{ id: 'ft-1:20', step: 20, model: 's3://x/20' }]);
    expect(await adapter.cancel('ft-1', soon())).toMatchObject({ status: 'cancelling', rawStatus: 'cancel_requested' });
    await adapter.remove?.('ft-1', soon());
    expect(double.asked.at(-1)).toBe('DELETE /fine-tunes/ft-1');
  });

  test('offer the models that it trains, and the price that it reckons', async () => {
    const adapter = stage.adapter('together');
    expect(await adapter.baseModels(soon())).toEqual([
      { id: 'b/B', note: undefined, maxExampleTokens: undefined, pricePerMillion: undefined },
      { id: TOGETHER_MODEL, note: 'LoRA only', maxExampleTokens: 32_768, pricePerMillion: 0.5 },
    ]);
    expect(await adapter.estimateCost?.(wish('file-9', { method: 'dpo-full' }), 100, soon())).toBe(4.2);
    expect(double.requests.at(-1)?.json).toMatchObject({
      training_method: { method: 'dpo' },
      training_type: { type: 'Full' },
    });
    expect(await adapter.estimateCost?.(wish(stage.file('a.jsonl')), 100, soon())).toBeUndefined();
  });

  test('that are refused leave no file behind, and no address in a message', async () => {
    double.answerNext('POST /fine-tunes', { status: 403, body: { error: { message: 'not for you' } } });
    await expect(create()).rejects.toMatchObject({ message: 'Together does not allow this: not for you' });
    expect(double.asked.at(-1)).toBe('DELETE /files/file-1');
    double.route('PUT /bucket/file-1', { status: 403, body: '<Error>SignatureDoesNotMatch</Error>' });
    const error = await create().catch((caught: unknown) => caught as Error);
    expect(error).toMatchObject({ message: 'Together: the upload of train.jsonl failed (status 403)' });
    expect(JSON.stringify(error) + stage.ai.logged().join()).not.toContain('secret-signature');
    expect(double.asked.filter((asked) => asked === 'DELETE /files/file-1')).toHaveLength(2);
  });

  test('of a file that Together cannot read say why', async () => {
    double.route('GET /files/file-1', {
      body: { id: 'file-1', processing_status: 'INVALID_FORMAT', validation_report: { message: 'line 3 is bad' } },
    });
    await expect(create()).rejects.toMatchObject({ message: 'Together cannot use train.jsonl: line 3 is bad' });
    expect(double.asked.at(-1)).toBe('DELETE /files/file-1');
  });

  test('with words that nobody knows run', async () => {
    double.route('GET /fine-tunes', { body: { data: [{ id: 'ft-2', status: 'dreaming', model: 'm' }] } });
    expect(await stage.adapter('together').list(soon())).toMatchObject([{ status: 'running', rawStatus: 'dreaming' }]);
    await expect(stage.adapter('together').get('ft-3', soon())).rejects.toMatchObject({
      message: 'Together has no fine-tuning job ft-3',
    });
  });
});
