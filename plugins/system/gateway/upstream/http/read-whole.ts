import { Fields } from '../../../providers/json/fields.js';
import type { ProviderResponse } from '../../../providers/http-provider/provider-connection.js';
import { readUsage as anthropicUsage } from '../../../providers/wire/anthropic-messages/read-usage.js';
import { readUsage as openAiUsage } from '../../../providers/wire/openai-chat/read-usage.js';
import { parseObject } from '../../../providers/wire/json/parse-object.js';
import { wireError } from '../../../providers/wire/read-error.js';
import type { AnswerCall } from '../../gateway-call.js';
import type { TranslatedUsage } from '../../translate/translation.js';
import { mendedAnswer } from '../mend/mend-answer.js';
import { mendNames } from '../mend/mend-names.js';
import { requireAnswer } from './require-answer.js';
import { wholeText } from './whole-text.js';
import { failedAfter, type Post } from './post-to-provider.js';
import type { ProviderCall } from './provider-call.js';

const WHOLE_LIMIT = 64 * 1024 * 1024;

export interface WholeAnswer {
  readonly kind: 'whole';
  readonly body: string;
  readonly usage: TranslatedUsage;
  readonly said: string;
}

/** An answer that comes in one piece, in the client's format. Rejects with a `TryFailure`, and with the signal's reason. */
export async function readWhole(
  post: Post,
  { translation }: ProviderCall,
  call: AnswerCall,
  response: ProviderResponse,
): Promise<WholeAnswer> {
  try {
    const text = await response.text(WHOLE_LIMIT);
    const fields = parseObject(text);
    refuseError(post, response, fields);
    requireAnswer(post.connection.definition.wireFormat, fields);
    return inFormat(post, translation, call, { text, fields });
  } catch (error) {
    throw failedAfter(post, response, error);
  }
}

/** What is in there is made to fit the client's format. */
function inFormat(
  post: Post,
  translation: ProviderCall['translation'],
  call: AnswerCall,
  { text, fields }: { readonly text: string; readonly fields: Fields },
): WholeAnswer {
  const said = (body: Fields) => (call.trace.keepsTexts ? wholeText(body) : '');
  if (!translation) {
    const names = mendNames(post, call);
    const answer = fields.members();
    const made = names ? mendedAnswer(answer, names) : answer;
    const body = made === answer ? text : JSON.stringify(made);
    return { kind: 'whole', body, usage: usageOf(call, fields), said: said(fields) };
  }
  const { body, usage } = translation.answer(fields.members(), call.model);
  return { kind: 'whole', body: JSON.stringify(body), usage, said: said(Fields.of(body) ?? fields) };
}

/** Some servers tell errors with status 200. */
function refuseError({ connection, model }: Post, response: ProviderResponse, fields: Fields): void {
  const failure = fields.value('error');
  if (failure === undefined || failure === null) return;
  throw connection.streamFailure(wireError(fields), { endpoint: response.endpoint, modelId: model.id });
}

function usageOf({ format }: AnswerCall, fields: Fields): TranslatedUsage {
  const read = format === 'anthropic-messages' ? anthropicUsage : openAiUsage;
  const [part] = read(fields.fields('usage'));
  return part?.type === 'usage' ? part.usage : {};
}
