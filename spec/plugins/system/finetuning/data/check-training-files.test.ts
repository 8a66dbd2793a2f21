import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { checkTrainingFiles } from '../../../../../plugins/system/finetuning/data/check-training-files.js';
import { openAiMethods } from '../../../../../plugins/system/finetuning/adapters/openai/openai-methods.js';
import { refusedAdapter } from '../../../../../plugins/system/finetuning/adapters/refused/refused-adapter.js';
import { HostedStage, wish } from '../adapters/support/hosted-stage.js';

const line = (n: number) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: `q ${n}` },
      { role: 'assistant', content: `a ${n}` },
    ],
  });
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${line(from + index)}\n`).join('');

describe('the files of a request', () => {
  let stage: HostedStage;
  const adapter = (more: Partial<FineTuningAdapter> = {}): FineTuningAdapter => ({
    ...refusedAdapter({ id: 'openai', title: 'OpenAI', reason: 'no', hint: 'none' }),
    methods: () => openAiMethods,
    baseModels: () => Promise.resolve([{ id: 'gpt-4o-mini', pricePerMillion: 3 }]),
    ...more,
  });

  beforeAll(() => {
    stage = new HostedStage({});
  });
  afterAll(() => stage.dispose());
  const options = (more: object = {}) => ({
    signal: AbortSignal.timeout(60_000),
    root: stage.folder,
    host: stage.ai.host,
    text: stage.ai.test.context.text,
    ...more,
  });

  test('are read whole, with what it will cost and what is in both', async () => {
    stage.file('train.jsonl', lines(0, 100));
    stage.file('valid.jsonl', lines(90, 110));
    const request = wish('train.jsonl', {
      validationFile: join(stage.folder, 'valid.jsonl'),
      parameters: { n_epochs: 2 },
    });
    const read: [number, number][] = [];
    const check = await checkTrainingFiles(
      adapter(),
      request,
      options({ onProgress: (...now: [number, number]) => read.push(now) }),
    );
    expect(check).toMatchObject({ shared: 10, isGood: true });
    expect(check.training.examples).toBe(100);
    expect(check.validation?.examples).toBe(20);
    expect(check.estimate.trainedTokens).toBe(check.training.tokens * 2);
    expect(check.estimate.costUsd).toBeCloseTo((check.training.tokens * 2 * 3) / 1e6);
    const total = check.training.bytes + (check.validation?.bytes ?? 0);
    expect(read.at(-1)).toEqual([total, total]);
  });

  test('the price is what the provider says; without any it is not known', async () => {
    stage.file('train.jsonl', lines(0, 20));
    const told = adapter({ estimateCost: () => Promise.resolve(7) });
    expect((await checkTrainingFiles(told, wish('train.jsonl'), options())).estimate.costUsd).toBe(7);
    const silent = adapter({ baseModels: () => Promise.reject(new Error('no list')) });
    const check = await checkTrainingFiles(silent, wish('train.jsonl'), options());
    expect(check.estimate).toEqual({
      trainedTokens: check.training.tokens * 5,
      costUsd: undefined,
      // Twenty examples are few: they are gone through five times where nobody says how often.
      epochs: { count: 5, isAssumed: true },
    });
  });

  test('too few examples, a method that there is not, and a file that the provider has', async () => {
    stage.file('few.jsonl', lines(0, 9));
    expect((await checkTrainingFiles(adapter(), wish('few.jsonl'), options())).isGood).toBe(false);
    const bad = checkTrainingFiles(adapter(), wish('few.jsonl', { method: 'magic' }), options());
    await expect(bad).rejects.toMatchObject({ hint: 'Choose one of: supervised, dpo' });
    const theirs = await checkTrainingFiles(adapter(), wish('file-abc123'), options());
    expect(theirs.training.problems).toMatchObject([{ severity: 'warning' }]);
    expect(theirs.estimate.costUsd).toBeUndefined();
    await expect(checkTrainingFiles(adapter(), wish('none.jsonl'), options())).rejects.toThrow('does not exist');
  });

  test('are left when somebody has enough', async () => {
    stage.file('many.jsonl', lines(0, 20_000));
    const stop = new AbortController();
    const onProgress = () => stop.abort('enough');
    const check = checkTrainingFiles(adapter(), wish('many.jsonl'), options({ signal: stop.signal, onProgress }));
    await expect(check).rejects.toBe('enough');
  });
});
