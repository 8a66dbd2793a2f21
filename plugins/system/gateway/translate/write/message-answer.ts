import type { AnswerBlock, WholeAnswer } from '../answer/whole-answer.js';
import { toolInput } from '../answer/tool-input.js';
import type { JsonObject } from '../../gateway-protocol.js';
import type { AnswerNames } from './answer-writer.js';
import { messageEnd } from './message-end.js';
import { messageUsage } from './message-usage.js';
import { prefixedId } from './prefixed-id.js';

/** A whole message of Anthropic's. */
export function messageAnswer(answer: WholeAnswer, names: AnswerNames): JsonObject {
  const { end, stopSequence, refusal, usage, blocks } = answer;
  const hasCalls = blocks.some(({ type }) => type === 'tool-call');
  const said = refusal === undefined ? blocks : [...blocks, { type: 'text' as const, text: refusal }];
  return {
    id: prefixedId('msg_', answer.id ?? names.id),
    type: 'message',
    role: 'assistant',
    model: names.model,
    content: said.map((block, index) => messageBlock(block, `toolu_${names.id}_${index}`)),
    container: null,
    diagnostics: null,
    ...messageEnd({ end, stopSequence, refusal, hasCalls }),
    usage: messageUsage(usage),
  };
}

function messageBlock(block: AnswerBlock, id: string): object {
  if (block.type === 'text') return { type: 'text', text: block.text, citations: null };
  if (block.type === 'redacted-reasoning') return { type: 'redacted_thinking', data: block.data };
  if (block.type === 'reasoning') return { type: 'thinking', thinking: block.text, signature: block.signature ?? '' };
  const { name, input } = block;
  return { type: 'tool_use', id: block.id ?? id, name, input: toolInput(input), caller: { type: 'direct' } };
}
