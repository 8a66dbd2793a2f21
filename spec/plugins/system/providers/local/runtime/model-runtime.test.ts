import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiFailure } from '../../../../../../plugin-api/contracts/ai.js';
import { living } from '../../../../../core/processes/runner.js';
import { until } from '../../../../../core/processes/until.js';
import { makeTextModel } from '../../../../../fixtures/models/make-text-model.js';
import { bundle } from '../../../../../support/bundle.js';
import { ask, hostSource, partsOf, pulled, runtimeUnderTest, textOf } from './runtime-under-test.js';

let host: Awaited<ReturnType<typeof bundle>>;
const never = new AbortController().signal;

beforeAll(async () => (host = await bundle(hostSource)));
afterAll(() => host.remove());

describe('an answer', () => {
  it('comes word by word and tells its tokens', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = pulled(join(test.dir, 'text'));
    await makeTextModel(model.dir);
    const parts = await partsOf(test.runtime.generate(model, { messages: ask('please count') }, never));
    expect(parts[0]).toMatchObject({ type: 'prompt', tokens: 2 });
    expect(parts.slice(1, 4)).toMatchObject([
      { type: 'text', text: 'one ', tokens: 2 },
      { type: 'text', text: 'two ', tokens: 3 },
      { type: 'text', text: 'three ', tokens: 4 },
    ]);
    expect(textOf(parts)).toBe('one two three four five six seven eight nine ten');
    expect(parts.at(-1)).toMatchObject({ type: 'end', reason: 'stop', inputTokens: 2, outputTokens: 11 });
  });
});
