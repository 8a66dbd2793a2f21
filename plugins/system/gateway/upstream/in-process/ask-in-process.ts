import type { AiError, AiLanguageModel, AiProvider, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import { AiError as ProviderError } from 'devmgr/plugin-api/contracts/ai';
import { GuardedModel } from '../../../providers/routing/guarded-model.js';
import { asAiError } from '../../../providers/routing/route-error.js';
import { Fields } from '../../../providers/json/fields.js';
import type { AnswerCall } from '../../gateway-call.js';
import type { PlannedModel } from '../../routing/route-plan.js';
import type { StreamEvent, Translation } from '../../translate/translation.js';
import { toGatewayError } from '../failure/to-gateway-error.js';
import { TryFailure } from '../failure/try-failure.js';
import { wholeText } from '../http/whole-text.js';
import { beginStream } from '../stream/begin-stream.js';
import { textOfEvents } from '../stream/events-of.js';
import { streamReader } from '../stream/make-reader.js';
import { pdfsAsText } from '../pdf/pdfs-as-text.js';
import type { TriedAnswer } from '../tried-answer.js';
import type { UpstreamWorld } from '../upstream-world.js';
import { chatChunks, wholeChat, type AnswerHead } from './chat-chunks.js';
import { chatToRequest } from './chat-to-request.js';

/** Until the first token, and between two parts, where nobody says more. */
const USUAL = { firstToken: 120_000, idle: 60_000 };

interface Asked {
  readonly model: AiLanguageModel;
  readonly request: AiRequest;
  readonly head: AnswerHead;
  /** `undefined`: the client's format is OpenAI's. */
  readonly translation: Translation | undefined;
}

/**
 * Asks a model inside devmgr, or one that another plugin brings: it has text and images only. Its answer is made a chat completion,
 * and from that whatever the client speaks. Rejects as `askHttp`.
 */
export async function askInProcess(
  world: UpstreamWorld,
  planned: PlannedModel,
  provider: AiProvider,
  call: AnswerCall,
): Promise<TriedAnswer> {
  const asked = await prepare(world, planned, provider, call);
  const fail = (error: unknown) => failureOf(call, asked.model, error);
  try {
    return await (call.isStream ? stream(asked, call, fail) : whole(asked, call));
  } catch (error) {
    throw fail(error);
  }
}

async function prepare(
  world: UpstreamWorld,
  planned: PlannedModel,
  provider: AiProvider,
  call: AnswerCall,
): Promise<Asked> {
  const model = modelOf(world, planned, provider, call);
  const translation =
    call.format === 'openai-chat' ? undefined : (await world.translations())(call.format, 'openai-chat');
  const target = { modelId: model.modelId, maxOutputTokens: model.info.maxOutputTokens };
  const said = translation?.request(call.body, target).body ?? call.body;
  const chat = await pdfsAsText(said, world.readPdf, call.signal);
  const created = Math.floor(world.ai.host.now() / 1000);
  return {
    model,
    request: chatToRequest(chat, `${provider.id}/${model.modelId}`),
    head: { id: `chatcmpl-${call.trace.id}`, created, model: model.modelId },
    translation,
  };
}

function modelOf(world: UpstreamWorld, planned: PlannedModel, provider: AiProvider, call: AnswerCall): AiLanguageModel {
  const { modelId, entry, firstTokenTimeoutMs, idleTimeoutMs } = planned;
  try {
    const model = provider.languageModel(modelId);
    if (entry.origin === 'built-in') return model;
    // Other people's code may not hear the signal, or fall silent.
    const timeouts = { firstToken: firstTokenTimeoutMs ?? USUAL.firstToken, idle: idleTimeoutMs ?? USUAL.idle };
    return new GuardedModel(model, world.ai.host, () => timeouts);
  } catch (error) {
    call.signal.throwIfAborted();
    throw new TryFailure({ error: asAiError(error, provider.id, modelId ?? 'default') });
  }
}

async function stream(
  { model, request, head, translation }: Asked,
  call: AnswerCall,
  fail: (error: unknown) => unknown,
): Promise<TriedAnswer> {
  const { signal } = call;
  const body = bytesOf(chatChunks(model.stream(request, { signal }), head));
  const begun = await beginStream(body, streamReader(call, translation), () => brokenOff(model));
  const explain = (error: unknown) => {
    const failure = fail(error);
    return toGatewayError(
      failure instanceof TryFailure ? failure : asAiError(failure, model.providerId, model.modelId),
    );
  };
  return { kind: 'stream', model: model.info, headers: {}, stream: begun, explain, dispose: () => undefined };
}

async function* bytesOf(events: AsyncIterable<StreamEvent>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const event of events) yield Buffer.from(textOfEvents([event]));
}

async function whole({ model, request, head, translation }: Asked, call: AnswerCall): Promise<TriedAnswer> {
  const answer = await wholeChat(model.stream(request, { signal: call.signal }), head);
  call.signal.throwIfAborted();
  if (!answer) throw brokenOff(model);
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = answer['usage'] as Record<string, number>;
  const body = translation?.answer(answer, call.model).body ?? answer;
  const fields = call.trace.keepsTexts ? Fields.of(body) : undefined;
  return {
    kind: 'whole',
    model: model.info,
    headers: {},
    body: JSON.stringify(body),
    usage: { inputTokens, outputTokens },
    said: fields ? wholeText(fields) : '',
  };
}

function brokenOff({ providerId, modelId }: AiLanguageModel): AiError {
  return new ProviderError({
    message: `${providerId} (${modelId}) stopped in the middle of the answer`,
    hint: 'Ask again',
    failure: { kind: 'broken-stream', providerId, modelId },
  });
}

/** What the client has sent wrong stays as it is; everything else is the model's failure. */
function failureOf({ signal }: AnswerCall, { providerId, modelId }: AiLanguageModel, error: unknown): unknown {
  if (signal.aborted) return signal.reason;
  return new TryFailure({ error: asAiError(error, providerId, modelId) });
}
