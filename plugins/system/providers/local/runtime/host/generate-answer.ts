import type { EndAnswer, GenerateRequest } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';
import type { LoadedGenerator } from './loaded-model.js';
import { sampling } from './sampling.js';
import { StopSequences } from './stop-sequences.js';
import type { GenerativeModel, ModelConfig, Transformers } from './transformers.js';

/** Hears of an answer as it is made. */
export interface AnswerListener {
  /** The question was counted. */
  onPrompt(tokens: number): void;
  /** `tokens` of the answer so far. */
  onText(text: string, tokens: number): void;
}

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
  listener: AnswerListener,
  signal: AbortSignal,
): Promise<Omit<EndAnswer, 'type' | 'id'>> {
  const { model, tokenizer, makePrompt } = loaded;
  const inputs = await makePrompt(request.messages);
  const inputTokens = inputs.input_ids.dims.at(-1) ?? 0;
  const limit = Math.min(request.maxNewTokens ?? usualLimit, roomAfter(inputTokens, loaded.contextWindow));
  listener.onPrompt(inputTokens);
  if (signal.aborted || limit === 0)
    return { reason: signal.aborted ? 'aborted' : 'length', inputTokens, outputTokens: 0 };

  const criteria = new library.InterruptableStoppingCriteria();
  const interrupt = () => criteria.interrupt();
  signal.addEventListener('abort', interrupt);
  let outputTokens = 0;
  let last: bigint | undefined;
  const stops = new StopSequences(request.stopSequences, (text) => listener.onText(text, outputTokens));
  const streamer = new library.TextStreamer(tokenizer, {
    skip_prompt: true,
    skip_special_tokens: true,
    callback_function: (text) => {
      stops.push(text);
      if (stops.found) interrupt();
    },
    token_callback_function: (tokens) => {
      outputTokens += tokens.length;
      last = tokens.at(-1);
    },
  });
  try {
    const chosen = sampling(request, model.generation_config);
    await model.generate({ ...inputs, ...chosen, max_new_tokens: limit, streamer, stopping_criteria: criteria });
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
  stops.finish();
  const isWhole = stops.found || outputTokens < limit || isEnd(model, last);
  return { reason: signal.aborted ? 'aborted' : isWhole ? 'stop' : 'length', inputTokens, outputTokens };
}

function roomAfter(inputTokens: number, contextWindow: number | undefined): number {
  if (contextWindow === undefined) return Infinity;
  if (inputTokens < contextWindow) return contextWindow - inputTokens;
  const message = `The question has ${inputTokens} tokens, and the model takes ${contextWindow} together with its answer`;
  throw new HostFailure('too-long', message);
}

/** Whether a token ends the answer; models have one such token or several, in one of three places. */
function isEnd({ config, generation_config }: GenerativeModel, token: bigint | undefined): boolean {
  if (token === undefined) return false;
  const places = [generation_config, config, config['text_config'] as ModelConfig | undefined];
  return places.flatMap((place) => place?.['eos_token_id'] ?? []).includes(Number(token));
}
