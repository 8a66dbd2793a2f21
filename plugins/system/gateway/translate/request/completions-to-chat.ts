import { Fields } from '../../../providers/json/fields.js';
import type { JsonObject } from '../../gateway-protocol.js';
import { refuse, wrong } from './refuse.js';

const KEPT = [
  'frequency_penalty',
  'logit_bias',
  'presence_penalty',
  'seed',
  'stop',
  'stream',
  'stream_options',
  'temperature',
  'top_p',
  'user',
];

/** A request of OpenAI's old completions as one of chat completions: the prompt is what the user says. Throws a `GatewayError`. */
export function completionsToChat(body: JsonObject): JsonObject {
  const isSet = (name: string) => body[name] !== undefined && body[name] !== null;
  const fields = Fields.of(body);
  if (isSet('n') && body['n'] !== 1) refuse('n', 'This model gives one answer to a request: leave n out.');
  if (isSet('best_of') && body['best_of'] !== 1) refuse('best_of', 'This model gives one answer: leave best_of out.');
  if (body['echo'] === true) refuse('echo', 'This model chats: it does not repeat the prompt.');
  if (fields?.text('suffix') !== undefined) refuse('suffix', 'This model chats: it does not fill in before a suffix.');
  if (isSet('logprobs')) refuse('logprobs', 'This model tells no probabilities of tokens here: leave logprobs out.');
  const limit = fields?.count('max_tokens');
  return {
    model: body['model'],
    messages: [{ role: 'user', content: promptText(body['prompt']) }],
    ...(limit !== undefined && { max_completion_tokens: limit }),
    ...Object.fromEntries(KEPT.filter(isSet).map((name) => [name, body[name]])),
  };
}

function promptText(prompt: unknown): string {
  const only: unknown = Array.isArray(prompt) && prompt.length === 1 ? prompt[0] : prompt;
  if (typeof only === 'string' && only !== '') return only;
  if (Array.isArray(only) && only.length > 0)
    return refuse(
      'prompt',
      'One prompt to a request, as text: tokens and lists of prompts are not taken by this model.',
    );
  return wrong('prompt', 'prompt is a text.');
}
