import type { AiLanguageModel, AiTarget } from 'devmgr/plugin-api/contracts/ai';

const target: AiTarget = { providerId: 'local', modelId: 'extractive', host: undefined };

/**
 * What answers when there is no language model: it ranks the sources of the request by the question and quotes the best
 * lines with their places. It says what it is in the first line, says nothing of the code itself, and never fails.
 */
export const extractiveModel: AiLanguageModel = {
  specificationVersion: 1,
  providerId: target.providerId,
  modelId: target.modelId,
  kind: 'extractive',
  host: target.host,
  info: { id: target.modelId, kind: 'language', seesImages: false, price: { input: 0, output: 0 } },
  async *stream(request, { signal }) {
    const { streamExtractive } = await import('./stream-extractive.js');
    yield* streamExtractive(target, request, signal);
  },
};
