import type { AiModelInfo, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import { requestBody } from '../request-body.js';
import { samplingParameters, type SamplingParameters } from '../sampling-parameters.js';
import { tokenLimit } from '../token-limit.js';
import type { WireContext, WireRequest } from '../wire-format.js';
import { anthropicHeaders } from './anthropic-headers.js';
import { anthropicUrl } from './anthropic-url.js';
import { messageTurns } from './message-turns.js';

/** Every Claude that is served writes this much. */
const UNKNOWN_MODEL_TOKENS = 8192;
/** Without a wish of the caller: enough for any answer to a person; the maximum of a model would take room from its input. */
const DEFAULT_TOKENS = 32_000;

/** `POST /v1/messages` with a stream as answer. `max_tokens` is required here. */
export function chatRequest(
  { definition, endpoint }: WireContext,
  model: AiModelInfo,
  request: AiRequest,
): WireRequest {
  const turns = messageTurns(request.messages);
  const sampling = oneOf(samplingParameters(definition.quirks, model.id, request), model.id);
  const limit = tokenLimit(model, request.maxOutputTokens ?? defaultTokens(model));
  const stops = (request.stopSequences ?? []).filter((sequence) => sequence.trim() !== '');
  const body = {
    model: model.id,
    max_tokens: limit.tokens,
    system: turns.system,
    messages: turns.messages,
    stream: true,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    stop_sequences: stops.length > 0 ? stops : undefined,
  };
  return {
    method: 'POST',
    url: anthropicUrl(endpoint.baseUrl, '/messages'),
    headers: { ...anthropicHeaders(endpoint), 'content-type': 'application/json' },
    body: requestBody(body),
    notes: [...turns.notes, ...sampling.notes, ...limit.notes],
  };
}

function defaultTokens(model: AiModelInfo): number {
  return Math.min(model.maxOutputTokens ?? UNKNOWN_MODEL_TOKENS, DEFAULT_TOKENS);
}

/** The models that still take sampling parameters take one of the two, and a temperature of at most 1. */
function oneOf({ temperature, topP, notes }: SamplingParameters, modelId: string): SamplingParameters {
  if (temperature === undefined) return { temperature, topP, notes };
  const dropped = topP === undefined ? [] : [`top_p is left out: ${modelId} takes temperature or top_p, not both`];
  const lowered = temperature > 1 ? ['temperature is set to 1, the most that is taken'] : [];
  return { temperature: Math.min(temperature, 1), topP: undefined, notes: [...notes, ...dropped, ...lowered] };
}
