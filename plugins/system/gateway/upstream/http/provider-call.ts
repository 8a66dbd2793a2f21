import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { Endpoint, MissingEndpoint } from '../../../providers/configuration/endpoint.js';
import { isMissing } from '../../../providers/http-provider/provider-record.js';
import type { ProviderConnection } from '../../../providers/http-provider/provider-connection.js';
import type { AnswerCall } from '../../gateway-call.js';
import type { AnswerFormat, JsonObject } from '../../gateway-protocol.js';
import { sendableHistory } from '../../translate/request/sendable-history.js';
import type { Translation } from '../../translate/translation.js';
import type { UpstreamWorld } from '../upstream-world.js';
import { pdfsAsText } from '../pdf/pdfs-as-text.js';
import { adaptChat, adaptCompletion, adaptMessages, type AdaptedBody, type AdaptOptions } from './adapt-body.js';

/** What is sent to a provider for a call. */
export interface ProviderCall {
  readonly path: string;
  readonly body: JsonObject;
  /** `undefined`: the formats are the same. */
  readonly translation: Translation | undefined;
}

const PATHS: Readonly<Record<AnswerFormat, string>> = {
  'openai-chat': '/chat/completions',
  'openai-completions': '/completions',
  'anthropic-messages': '/messages',
};

/** The request in the provider's words. Rejects with a `GatewayError` for what they cannot say. */
export async function providerCall(
  world: UpstreamWorld,
  connection: ProviderConnection,
  call: AnswerCall,
  { model, endpoint }: { readonly model: AiModelInfo; readonly endpoint: Endpoint | MissingEndpoint },
): Promise<ProviderCall> {
  const { definition } = connection;
  const isKnownToChat = !isMissing(endpoint) && world.chatOnly.has(endpoint.baseUrl);
  const to = hasCompletions(call, connection) && !isKnownToChat ? 'openai-completions' : definition.wireFormat;
  const translation =
    call.format === to || to === 'openai-completions' ? undefined : (await world.translations())(call.format, to);
  const target = { modelId: model.id, maxOutputTokens: model.maxOutputTokens };
  const { body: said, notes } = translation?.request(call.body, target) ?? {
    body: sendableHistory(call.format, call.body),
    notes: [],
  };
  // Of those who speak OpenAI's language only OpenAI itself reads PDFs.
  const body =
    to === 'openai-chat' && definition.id !== 'openai' ? await pdfsAsText(said, world.readPdf, call.signal) : said;
  // Where nothing can be sent, who sends it tells why.
  const adapted = isMissing(endpoint)
    ? { body, notes: [] }
    : adapt(to, body, { context: connection.context(endpoint), model, isStream: call.isStream });
  for (const note of [...notes, ...adapted.notes]) world.ai.host.log.debug(`${definition.id}: ${note}`);
  return { path: PATHS[to], body: adapted.body, translation };
}

/** OpenAI's own chat models are not behind it; local servers and those who host open models have it for all of theirs. */
function hasCompletions({ format }: AnswerCall, { definition }: ProviderConnection): boolean {
  return format === 'openai-completions' && definition.wireFormat === 'openai-chat' && definition.id !== 'openai';
}

function adapt(format: AnswerFormat, body: JsonObject, options: AdaptOptions): AdaptedBody {
  if (format === 'openai-completions') return adaptCompletion(body, options);
  return format === 'openai-chat' ? adaptChat(body, options) : adaptMessages(body, options);
}
