import type { AiModelInfo, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import type { AiQuirks } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { samplingParameters } from '../sampling-parameters.js';
import { tokenLimit } from '../token-limit.js';
import type { WireContext, WireRequest } from '../wire-format.js';
import { chatMessages } from './chat-messages.js';
import { postJson } from './post-json.js';
import { tokenField } from './token-field.js';

/** OpenAI takes no more. */
const MOST_STOP_SEQUENCES = 4;

/** `POST /chat/completions` with a stream as answer. */
export function chatRequest(context: WireContext, model: AiModelInfo, request: AiRequest): WireRequest {
  const { quirks } = context.definition;
  const messages = chatMessages(request.messages);
  const sampling = samplingParameters(quirks, model.id, request);
  const limit = request.maxOutputTokens === undefined ? undefined : tokenLimit(model, request.maxOutputTokens);
  const stops = stopSequences(request);
  const body = {
    model: model.id,
    messages: messages.value,
    stream: true,
    stream_options: streamOptions(quirks),
    [tokenField(context, model.id)]: limit?.tokens,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    stop: stops.value,
  };
  const notes = [...messages.notes, ...sampling.notes, ...(limit?.notes ?? []), ...stops.notes];
  return postJson(context, '/chat/completions', body, notes);
}

/** Without `include_usage` a stream says nothing of tokens; padding of the chunks only costs time. */
function streamOptions(quirks: AiQuirks | undefined): object | undefined {
  if (quirks?.hasStreamOptions === false) return undefined;
  return { include_usage: true, ...(quirks?.hasObfuscation === true ? { include_obfuscation: false } : {}) };
}

function stopSequences(request: AiRequest): { value: readonly string[] | undefined; notes: readonly string[] } {
  const all = (request.stopSequences ?? []).filter((sequence) => sequence !== '');
  const value = all.length > 0 ? all.slice(0, MOST_STOP_SEQUENCES) : undefined;
  const isCut = all.length > MOST_STOP_SEQUENCES;
  return { value, notes: isCut ? [`only the first ${MOST_STOP_SEQUENCES} stop sequences are sent`] : [] };
}
