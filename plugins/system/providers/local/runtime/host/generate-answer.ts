import type { EndAnswer, GenerateRequest } from '../host-protocol.js';
import { AnswerStream, type AnswerListener } from './answer-stream.js';
import { HostFailure } from './host-failure.js';
import type { LoadedGenerator } from './loaded-model.js';
import { sampling } from './sampling.js';
import type { GenerativeModel, ModelConfig, Transformers } from './transformers.js';

/** Where the request sets no limit. */
const usualLimit = 1024;

/**
 * Writes an answer. When the signal is aborted it ends after the token that is being computed: native code cannot be
 * interrupted inside one. Throws a `HostFailure` for what the model cannot take.
 */
export async function generateAnswer(
  library: Transformers,
  loaded: LoadedGenerator,
  request: GenerateRequest,
  listener: AnswerListener & { onPrompt(tokens: number): void },
  signal: AbortSignal,
): Promise<Omit<EndAnswer, 'type' | 'id'>> {
  const { model, tokenizer } = loaded;
  const inputs = await loaded.makePrompt(request.messages);
  const inputTokens = inputs.input_ids.dims.at(-1) ?? 0;
  const limit = Math.min(request.maxNewTokens ?? usualLimit, roomAfter(inputTokens, loaded.contextWindow));
  listener.onPrompt(inputTokens);
  const answer = new AnswerStream(library, tokenizer, request.stopSequences, listener);
  const interrupt = () => answer.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    if (limit > 0 && !signal.aborted) {
      const chosen = sampling(request, model.generation_config);
      await model.generate({ ...inputs, ...chosen, max_new_tokens: limit, ...answer.options });
    }
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
  answer.finish();
  const isWhole = answer.isStopped || answer.tokens < limit || isEnd(model, answer.lastToken);
  const reason = wasAborted(signal) ? 'aborted' : isWhole ? 'stop' : 'length';
  return { reason, inputTokens, outputTokens: answer.tokens };
}

function roomAfter(inputTokens: number, contextWindow: number | undefined): number {
  if (contextWindow === undefined) return Infinity;
  if (inputTokens < contextWindow) return contextWindow - inputTokens;
  const message = `The question has ${inputTokens} tokens, and the model takes ${contextWindow} together with its answer`;
  throw new HostFailure('too-long', message);
}

/** It may have changed since one looked. */
function wasAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Whether a token ends the answer; models have one such token or several, in one of three places. */
function isEnd({ config, generation_config }: GenerativeModel, token: bigint | undefined): boolean {
  if (token === undefined) return false;
  const places = [generation_config, config, config['text_config'] as ModelConfig | undefined];
  return places.flatMap((place) => place?.['eos_token_id'] ?? []).includes(Number(token));
}
