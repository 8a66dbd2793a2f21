import {
  AiError,
  type AiRequest,
  type AiStreamPart,
  type AiTarget,
  type AiUsage,
} from 'devmgr/plugin-api/contracts/ai';
import type { LocalCore } from './local-core.js';
import { localModelInfo } from './local-state.js';
import type { PulledModel } from './models/pulled-model.js';

type Tokens = Pick<AiUsage, 'inputTokens' | 'outputTokens'>;

/** Asks a model of this machine; `modelId`: as the person has it. Rejects with an `AiError` where it cannot answer that request. */
export async function* generateLocally(
  core: LocalCore,
  modelId: string,
  request: AiRequest,
  signal: AbortSignal,
): AsyncGenerator<AiStreamPart, void, undefined> {
  let target: AiTarget = { providerId: 'local', modelId, host: undefined };
  let tokens: Tokens = { inputTokens: undefined, outputTokens: undefined };
  try {
    signal.throwIfAborted();
    const model = await core.find(target.modelId);
    target = { ...target, modelId: model.id };
    requireFit(model, request);
    yield { type: 'attempt-start', target, attempt: 1 };
    for await (const part of core.options.runtime.generate(model, request, signal)) {
      if (part.type === 'prompt') tokens = { inputTokens: part.tokens, outputTokens: 0 };
      if (part.type === 'end') {
        yield endPart(target, part.reason, part);
        return;
      }
      if (part.type !== 'text') continue;
      tokens = { ...tokens, outputTokens: part.tokens };
      yield { type: 'text-delta', text: part.text };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    yield endPart(target, 'aborted', tokens);
  }
}

function endPart(
  target: AiTarget,
  reason: Extract<AiStreamPart, { readonly type: 'stream-end' }>['reason'],
  { inputTokens, outputTokens }: Tokens,
): AiStreamPart {
  return { type: 'stream-end', reason, target, usage: { inputTokens, outputTokens, costUsd: 0 } };
}

/** What would only be found out after the model was loaded. */
function requireFit(model: PulledModel, { messages }: AiRequest): void {
  const { kind, seesImages } = localModelInfo(model);
  const isSeen = messages.every(({ images = [] }) => images.length === 0);
  if (kind === 'language' && (isSeen || seesImages === true)) return;
  const what = kind === 'language' ? 'reads text only, and the question has a picture' : 'makes embeddings, no answers';
  const hint = kind === 'language' ? 'Take a model that sees: devmgr models list' : 'Take another: devmgr models list';
  const failure = { kind: 'refused-request', providerId: 'local', modelId: model.id } as const;
  throw new AiError({ message: `local/${model.id} ${what}`, hint, failure });
}
