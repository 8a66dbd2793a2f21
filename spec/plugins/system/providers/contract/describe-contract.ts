import type { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { startUpstream } from '../../../../support/ai-doubles/upstream.js';
import { describeAnswers } from './answers.js';
import { describeBrokenStreams } from './broken-streams.js';
import type { Contract } from './contract.js';
import { describeEmbeddings } from './embeddings.js';
import { describeFailover } from './failover.js';
import type { ProviderCase } from './provider-case.js';
import { describeRefusals } from './refusals.js';
import { connected, never, outcomeOf, say, Stage } from './stage.js';
import { describeTimeLimits } from './time-limits.js';

/** What every provider must do, over the whole service and a server of its vendor's kind. */
export function describeContract(provider: ProviderCase): void {
  const { vendor } = provider;
  describe(vendor.id, () => {
    let upstream: LLMock;
    let stage: Stage;
    beforeAll(async () => {
      upstream = await startUpstream();
    });
    beforeEach(() => {
      stage = new Stage(upstream);
    });
    // Fails when a request was not as OpenAI's document has it.
    afterEach(() => stage.close());
    afterAll(() => upstream.stop());

    const contract = contractOf(provider, () => stage);
    describeAnswers(contract);
    describeRefusals(contract);
    describeFailover(contract);
    describeTimeLimits(contract);
    describeBrokenStreams(contract);
    describeEmbeddings(contract);
  });
}

function contractOf(provider: ProviderCase, stage: () => Stage): Contract {
  const { vendor } = provider;
  const model = `${vendor.id}/${vendor.models[0]}`;
  return {
    provider,
    vendor,
    model,
    stage,
    async setUp(settings = {}) {
      const double = await stage().double(provider);
      return [stage().bench(connected(provider, double), { settings }), double];
    },
    ask: (bench, text, { model: selection = model, signal = never, onPart } = {}) =>
      outcomeOf(bench.ai.languageModel(selection).stream(say(text), { signal }), onPart),
  };
}
