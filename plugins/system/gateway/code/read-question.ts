import type { ChatAnswerRequest } from 'devmgr/plugin-api/contracts/chat';
import { GatewayError } from '../gateway-error.js';

/** A message in OpenAI's shape, of which no more is known than that it has a role. */
export interface ClientMessage {
  readonly role: string;
  readonly content?: unknown;
}

const systemRoles = ['system', 'developer'];

/** The last question of a conversation, with what was said before and what the client tells the model. Throws a `GatewayError`. */
export function readQuestion(
  messages: readonly ClientMessage[],
): Required<Pick<ChatAnswerRequest, 'text' | 'history' | 'parts'>> {
  const last = messages.at(-1);
  if (last?.role !== 'user')
    throw wrong(messages.length - 1, 'The last message must be the question, of the role user');
  const history: NonNullable<ChatAnswerRequest['history']>[number][] = [];
  const told: string[] = [];
  for (const [at, { role, content }] of messages.slice(0, -1).entries()) {
    const text = textOf(content, at);
    if (systemRoles.includes(role)) told.push(text);
    else if (role === 'user' || role === 'assistant') history.push({ role, text });
    else
      throw wrong(
        at,
        `The role ${role.slice(0, 40)} is not taken here: only system, developer, user and assistant are`,
      );
  }
  const text = textOf(last.content, messages.length - 1);
  if (text.trim() === '') throw wrong(messages.length - 1, 'The question is empty');
  const parts = told.length === 0 ? [] : [{ title: 'What the client says to the model', text: told.join('\n\n') }];
  return { text, history, parts };
}

function textOf(content: unknown, at: number): string {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return '';
  if (!Array.isArray(content)) throw wrong(at, 'content must be a text or a list of parts');
  return content.map((part: unknown) => textOfPart(part, at)).join('\n');
}

function textOfPart(part: unknown, at: number): string {
  const { type, text } = (part ?? {}) as { readonly type?: unknown; readonly text?: unknown };
  if (type === 'text' && typeof text === 'string') return text;
  throw wrong(at, 'Only text is taken here: images and files go to /v1/chat/completions');
}

function wrong(at: number, message: string): GatewayError {
  const param = `messages.${at}`;
  return new GatewayError({ kind: 'invalid-request', message: `${message}.`, param, code: 'invalid_value' });
}
