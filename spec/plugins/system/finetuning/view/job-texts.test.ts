import { describe, expect, it } from 'vitest';
import type { StyledText } from 'devmgr/plugin-api';
import { jobDetails } from '../../../../../plugins/system/finetuning/view/job-details.js';
import { paidText } from '../../../../../plugins/system/finetuning/view/paid-text.js';
import { jobOf } from '../../../../support/fine-tuning/scripted-adapter.js';

const plain = (line: StyledText) => (typeof line === 'string' ? line : line.map(({ text }) => text).join(''));
const details = (...[change, metrics]: [Parameters<typeof jobOf>[0], Parameters<typeof jobDetails>[3]?]) =>
  jobDetails(jobOf(change), 'This machine', Date.now(), metrics).map(plain);

describe('what is said of a job', () => {
  it('names the model and the name by which it is asked', () => {
    const status = 'succeeded';
    expect(details({ status, resultSelection: 'openai/gpt-4o' })).toContain('result openai/gpt-4o');
    const both = details({ status, resultModel: '/out/model', resultSelection: 'ollama/mine' });
    expect(both).toContain('result /out/model');
    expect(both).toContain('answers as ollama/mine');
    const hosted = details({ status, resultModel: 'ft:a', resultSelection: 'openai/ft:a' });
    expect(hosted.filter((line) => line.includes('ft:a'))).toEqual(['result ft:a']);
    expect(details({ status, resultModel: '/out/model' }).join()).toContain('serve it first');
  });

  it('has what was measured beside the loss, each as it was last', () => {
    const metrics = [
      { step: 1, loss: 2, validationLoss: 2.1, accuracy: 0.5 },
      { step: 2, loss: 1, learningRate: 0.00005 },
    ];
    expect(details({}, metrics)).toContain('measured validation loss 2.10 · accuracy 50% · learning rate 0.00005');
    expect(details({}, [{ step: 1, loss: 2 }]).join()).not.toContain('measured');
  });
});

describe('what a job costs', () => {
  const openai = { id: 'openai', title: 'OpenAI' };
  it('is said with the epochs that it is reckoned with', () => {
    const trainedTokens = 2_080;
    expect(paidText(openai, { trainedTokens, costUsd: 0.052, epochs: { count: 10, isAssumed: true } })).toBe(
      'about 2k tokens to train on (if the provider takes 10 epochs), about $0.052',
    );
    expect(paidText(openai, { trainedTokens, costUsd: undefined, epochs: { count: 1, isAssumed: false } })).toBe(
      'about 2k tokens to train on (1 epoch), price unknown: see openai.com/api/pricing',
    );
  });

  it('is told to be unknown, and where it stands', () => {
    expect(paidText(openai, undefined)).toBe('price unknown: see openai.com/api/pricing');
    expect(paidText({ id: 'mine', title: 'Mine' }, { trainedTokens: 0, costUsd: undefined })).toBe(
      'price unknown: see the prices of Mine',
    );
  });
});
