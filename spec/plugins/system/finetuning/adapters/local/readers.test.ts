import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProtocolLine } from '../../../../../../plugins/system/finetuning/adapters/local/protocol/read-protocol-line.js';
import {
  NOTHING_TOLD,
  reduceTraining,
} from '../../../../../../plugins/system/finetuning/adapters/local/protocol/training-state.js';
import { isBarLine, LogReader } from '../../../../../../plugins/system/finetuning/adapters/local/read/log-reader.js';
import { readTrainerLog } from '../../../../../../plugins/system/finetuning/adapters/local/read/read-trainer-log.js';
import { OwnPatterns } from '../../../../../../plugins/system/finetuning/adapters/local/read/own-patterns.js';
import { expectQuick } from '../../../../../support/expect-quick.js';

const readAll = (lines: readonly string[], patterns = {}) => {
  const reader = new LogReader(patterns);
  return lines.flatMap((line) => reader.next(line)).reduce(reduceTraining, NOTHING_TOLD);
};

describe('the log of a trainer', () => {
  it('of Hugging Face: bars and dicts, numbers or texts, and the mean at the end is no step', () => {
    const state = readAll([
      'Map: 100%|██████████| 200/200 [00:00<00:00, 900.00 examples/s]',
      'Loading checkpoint shards:  50%|#####     | 1/2 [00:01<00:01]',
      '  0%|          | 0/120 [00:00<?, ?it/s]',
      ' 10%|█         | 12/120 [00:10<01:30,  1.20it/s]',
      "{'loss': 2.5, 'grad_norm': 1.1, 'learning_rate': 1.9e-05, 'epoch': 0.3}",
      ' 45%|████▌     | 54/120 [00:40<00:50,  1.20it/s]',
      "{'loss': '1.25', 'grad_norm': '0.9', 'learning_rate': '1e-05', 'epoch': '1.35'}",
      "{'eval_loss': 1.4, 'eval_runtime': 2.0, 'epoch': 1.35}",
      "{'train_runtime': 88.2, 'train_samples_per_second': 3.1, 'train_loss': 1.9, 'epoch': 3.0}",
    ]);
    expect(state).toMatchObject({
      loss: 1.25,
      recentLosses: [2.5, 1.25],
      lastStep: 54,
      progress: { step: 54, totalSteps: 120, fraction: 54 / 120 },
    });
  });

  it('of a bar with a loss behind it: once for each step', () => {
    const bar = (step: number, loss: number) => ` ${step}0%|###   | ${step}/10 [00:01<00:02, 3.1it/s, loss=${loss}]`;
    expect(readAll([bar(3, 1.25), bar(3, 1.24), bar(4, 1.1)])).toMatchObject({
      ...{ loss: 1.1, recentLosses: [1.25, 1.1], lastStep: 4, progress: { step: 4, totalSteps: 10 } },
    });
    expect(readAll(['Loading:  50%|###   | 1/2 [00:01<00:01, loss=3]']).recentLosses).toEqual([]);
  });

  it('of Unsloth: a table', () => {
    const reader = new LogReader({});
    const news = ['Step\tTraining Loss', '1\t2.9000', '2\t2.100000'].flatMap((line) => reader.next(line));
    expect(news.filter(({ type }) => type === 'metric')).toEqual([
      { type: 'metric', metric: { step: 1, loss: 2.9 } },
      { type: 'metric', metric: { step: 2, loss: 2.1 } },
    ]);
  });

  it('of LLaMA-Factory: its own file', () => {
    const line = '{"current_steps": 5, "total_steps": 100, "loss": 1.2, "lr": 0.0001, "epoch": 0.5, "percentage": 5.0}';
    expect(readTrainerLog(line)).toEqual([
      { type: 'progress', progress: { step: 5, totalSteps: 100, epoch: 0.5 } },
      { type: 'metric', metric: { step: 5, loss: 1.2, learningRate: 0.0001 } },
    ]);
    expect(readTrainerLog('{"current_steps": 5, ')).toEqual([]);
  });

  it.each([
    ['step 10/100 loss=1.25 lr=2e-4', { step: 10, totalSteps: 100 }, 1.25],
    ['[epoch 2/3] iter 40 | train_loss: 0.75', { step: 40, epoch: 2, totalEpochs: 3 }, 0.75],
    ['{"step": 7, "loss": 3.5}', { step: 7 }, 3.5],
    ['Iter 100: Train loss 1.385, Learning Rate 1.000e-05', { step: 100 }, 1.385],
  ])('of anybody: %s', (line, progress, loss) => {
    expect(readAll([line])).toMatchObject({ progress, loss });
  });

  it.each(['glossary: 12', 'loss of connection', 'loss: nan', 'closs=1', "{'epoch': 1.0}", '50%|abc'])(
    'says nothing of a loss: %s',
    (line) => expect(readAll([line]).recentLosses).toEqual([]),
  );

  it('is read for any text, in short time', async () => {
    const digits = fc.stringMatching(/^[\d.%|e'": loss/=\t-]{0,3000}$/);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ maxLength: 4_000 }), digits), async (line) => {
        const { recentLosses, progress } = await expectQuick(500, () => readAll([line, line]));
        expect(recentLosses.every(Number.isFinite)).toBe(true);
        expect(progress.fraction ?? 0).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it('tells every bar of tqdm from a line for the log', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(100), (total, percent) => {
        const step = Math.floor((total * percent) / 100);
        const line = `${String(percent).padStart(3)}%|${'█'.repeat(percent / 10).padEnd(10)}| ${step}/${total} [00:10<00:12, 1.2it/s]`;
        expect(isBarLine(line)).toBe(true);
        expect(readAll([line]).progress).toMatchObject({ step, totalSteps: total });
      }),
    );
  });
});

describe('patterns of the settings', () => {
  it('are read in place of what is usual', () => {
    const patterns = { progress: '^it (?<step>\\d+) of (?<total>\\d+)', loss: 'cost (\\S+)' };
    const state = readAll(['it 3 of 12 cost 0.5 loss=9', 'it 6 of 12 cost x'], patterns);
    expect(state).toMatchObject({
      loss: 0.5,
      recentLosses: [0.5],
      progress: { step: 6, totalSteps: 12, fraction: 0.5 },
    });
  });

  it('that never end are given up, and that is told once', () => {
    const patterns = new OwnPatterns({ loss: '^(a+)+$' });
    const line = `${'a'.repeat(60)}!`;
    expect(patterns.next(line)).toEqual([
      { type: 'event', level: 'warn', message: expect.stringContaining('takes too long') as string },
    ]);
    expect(patterns.next(line)).toEqual([]);
  });
});

describe('a line of the protocol', () => {
  it('is read by what it knows', () => {
    expect(readProtocolLine('{"v":1,"type":"progress","step":3,"total_steps":10,"trained_tokens":90,"new":1}')).toEqual(
      {
        kind: 'news',
        news: [
          { type: 'progress', progress: { step: 3, totalSteps: 10 } },
          { type: 'tokens', trainedTokens: 90 },
        ],
      },
    );
    expect(readProtocolLine('{"type":"metric","step":3,"loss":1.5,"validation_loss":null}')).toEqual({
      kind: 'news',
      news: [{ type: 'metric', metric: { step: 3, loss: 1.5 } }],
    });
    expect(readProtocolLine('{"type":"result","path":"out","selection":"ollama/cats"}')).toEqual({
      kind: 'news',
      news: [{ type: 'result', path: 'out', selection: 'ollama/cats' }],
    });
  });

  it.each(['{"v":2,"type":"progress"}', '{"type":"weather"}', '{"type":"constructor"}'])('is left out: %s', (line) =>
    expect(readProtocolLine(line)).toEqual({ kind: 'ignored' }),
  );

  it.each(['', '[]', '{', '{"type":"metric"}', '{"type":"result","path":"a\\u0000b"}', '{"type":"event"}'])(
    'is bad: %s',
    (line) => expect(readProtocolLine(line).kind).toBe('bad'),
  );

  it('never throws, and numbers are numbers', () => {
    const type = fc.constantFrom('progress', 'metric', 'event', 'checkpoint', 'result', 'error');
    const names = ['step', 'total_steps', 'epoch', 'loss', 'fraction', 'path', 'message', 'metrics', 'level'];
    const fields = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());
    fc.assert(
      fc.property(type, fields, (kind, more) => {
        const reading = readProtocolLine(JSON.stringify({ ...more, type: kind }));
        if (reading.kind !== 'news') return;
        const state = reading.news.reduce(reduceTraining, NOTHING_TOLD);
        expect(Object.values(state.progress).every(Number.isFinite)).toBe(true);
        expect(state.recentLosses.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
