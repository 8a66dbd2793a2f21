import { Fields } from '../../../providers/json/fields.js';
import type { JsonObject } from '../../gateway-protocol.js';
import { refuse } from './refuse.js';

/** Left out with a note: the answer is of the same kind without them. */
const DROPPED = [
  'frequency_penalty',
  'metadata',
  'moderation',
  'prediction',
  'presence_penalty',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'seed',
  'store',
  'verbosity',
];

/** Throws a `GatewayError` for fields of OpenAI's requests that Anthropic's cannot say; gives notes of those that are left out. */
export function refusedChatFields(body: JsonObject): readonly string[] {
  const fields = Fields.of(body);
  const isSet = (name: string) => body[name] !== undefined && body[name] !== null;
  if (isSet('n') && body['n'] !== 1) refuse('n', 'This model gives one answer to a request: leave n out.');
  if (body['logprobs'] === true || isSet('top_logprobs'))
    refuse('logprobs', 'This model tells no probabilities of tokens: leave logprobs and top_logprobs out.');
  if (Object.keys(fields?.fields('logit_bias')?.members() ?? {}).length > 0)
    refuse('logit_bias', 'logit_bias counts in tokens of another model: leave it out.');
  if (isSet('audio') || fields?.strings('modalities').includes('audio') === true)
    refuse('modalities', 'This model answers with text only.');
  if (isSet('web_search_options')) refuse('web_search_options', 'Search of the web is not offered for this model.');
  if (isSet('functions') || isSet('function_call'))
    refuse('functions', 'functions and function_call are outdated: send tools and tool_choice.');
  return DROPPED.filter(isSet).map((name) => `${name} is left out: Anthropic's format has no such field`);
}
