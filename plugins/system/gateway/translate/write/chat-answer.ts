import type { AnswerBlock, WholeAnswer } from '../answer/whole-answer.js';
import type { JsonObject } from '../../gateway-protocol.js';
import type { AnswerNames } from './answer-writer.js';
import { chatEnd } from './chat-end.js';
import { chatUsage } from './chat-usage.js';
import { prefixedId } from './prefixed-id.js';
import type { ThinkingBlock } from './thinking-blocks.js';

/** A whole chat completion. Reasoning and its signatures are in `reasoning_content` and `thinking_blocks`, as in streams. */
export function chatAnswer(answer: WholeAnswer, names: AnswerNames): JsonObject {
  const usage = chatUsage(answer.usage);
  const message = chatMessage(answer, names);
  const hasCalls = 'tool_calls' in message && (answer.end === undefined || answer.end === 'stop');
  return {
    id: prefixedId('chatcmpl-', answer.id ?? names.id),
    object: 'chat.completion',
    created: answer.created ?? names.created,
    model: names.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: chatEnd(hasCalls ? 'tool-calls' : answer.end) }],
    ...(usage !== undefined && { usage }),
  };
}

function chatMessage({ blocks, refusal }: WholeAnswer, { id }: AnswerNames): JsonObject {
  const texts = blocks.filter((block) => block.type === 'text');
  const calls = blocks.filter((block) => block.type === 'tool-call');
  const reasoning = blocks.map((block) => (block.type === 'reasoning' ? block.text : '')).join('');
  const thinking = blocks.flatMap(thinkingBlock);
  const hasContent = texts.length > 0 || (calls.length === 0 && refusal === undefined);
  return {
    role: 'assistant',
    content: hasContent ? texts.map(({ text }) => text).join('') : null,
    refusal: refusal ?? null,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(thinking.length > 0 && { thinking_blocks: thinking }),
    ...(calls.length > 0 && { tool_calls: calls.map((call, index) => toolCall(call, `call_${id}_${index}`)) }),
  };
}

/** Reasoning that is not signed is not taken back by anybody. */
function thinkingBlock(block: AnswerBlock): readonly ThinkingBlock[] {
  if (block.type === 'redacted-reasoning') return [{ type: 'redacted_thinking', data: block.data }];
  if (block.type !== 'reasoning' || block.signature === undefined) return [];
  return [{ type: 'thinking', thinking: block.text, signature: block.signature }];
}

function toolCall({ id, name, input }: Extract<AnswerBlock, { type: 'tool-call' }>, other: string): object {
  return { id: id ?? other, type: 'function', function: { name, arguments: input } };
}
