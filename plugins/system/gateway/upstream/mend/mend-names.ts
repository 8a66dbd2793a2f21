import type { AnswerCall } from '../../gateway-call.js';
import type { Post } from '../http/post-to-provider.js';
import type { MendNames } from './mend-answer.js';

/** For an answer in the client's own format; `undefined`: it is as it should be, being OpenAI's own, or not in OpenAI's format. */
export function mendNames(
  { connection, model }: Pick<Post, 'connection' | 'model'>,
  { format, trace }: AnswerCall,
): MendNames | undefined {
  if (format === 'anthropic-messages' || connection.definition.id === 'openai') return undefined;
  const prefix = format === 'openai-chat' ? 'chatcmpl-' : 'cmpl-';
  return { format, id: prefix + trace.id, model: model.id, created: Math.floor(Date.now() / 1000) };
}
