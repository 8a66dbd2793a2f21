import { Fields } from '../../../../providers/json/fields.js';
import { toolArguments } from '../../answer/tool-input.js';
import { wrong } from '../refuse.js';
import { chatParts } from './chat-parts.js';
import { toolMessages } from './tool-messages.js';

/** `system` and `messages` of Anthropic's as messages of OpenAI's. */
export function chatMessages(system: unknown, messages: readonly unknown[], notes: string[]): readonly object[] {
  const text = systemText(system, 'system');
  const turns = messages.flatMap((message, index) => turnMessages(Fields.of(message), `messages[${index}]`, notes));
  if (turns.length === 0) wrong('messages', 'messages says nothing: send a message of the user.');
  return [...(text === '' ? [] : [{ role: 'system', content: text }]), ...turns];
}

function turnMessages(message: Fields | undefined, param: string, notes: string[]): readonly object[] {
  const role = message?.text('role');
  if (!message || role === undefined) wrong(param, 'Each message is an object with a role.');
  const content = message.value('content');
  if (role === 'system') return [{ role, content: systemText(content, `${param}.content`) }];
  if (role !== 'user' && role !== 'assistant') wrong(`${param}.role`, 'A role is user or assistant.');
  if (typeof content === 'string') return content === '' ? [] : [{ role, content }];
  if (!Array.isArray(content)) wrong(`${param}.content`, 'content is a text or a list of blocks.');
  return role === 'user' ? userMessages(content, param) : assistantMessages(content, notes);
}

function systemText(system: unknown, param: string): string {
  if (system === undefined || system === null) return '';
  if (typeof system === 'string') return system;
  if (!Array.isArray(system)) wrong(param, 'system is a text or a list of text blocks.');
  return system.map((block) => Fields.of(block)?.string('text') ?? '').join('\n\n');
}

/** Results of tools come first: they must follow the message with the calls. */
function userMessages(content: readonly unknown[], param: string): readonly object[] {
  const isResult = (block: unknown) => Fields.of(block)?.text('type') === 'tool_result';
  const results = content.filter(isResult).map((block) => toolMessages(Fields.of(block), param));
  const others = chatParts(
    content.filter((block) => !isResult(block)),
    `${param}.content`,
  );
  const parts = [...results.flatMap(({ pictures }) => pictures), ...others];
  return [
    ...results.map(({ message }) => message),
    ...(parts.length === 0 ? [] : [{ role: 'user', content: plain(parts) }]),
  ];
}

/** Reasoning stays behind: what another provider's model thought nobody takes. */
function assistantMessages(content: readonly unknown[], notes: string[]): readonly object[] {
  const blocks = content.flatMap((block) => Fields.of(block) ?? []);
  const text = blocks.map((block) => (block.text('type') === 'text' ? (block.string('text') ?? '') : '')).join('');
  const calls = blocks.filter((block) => block.text('type') === 'tool_use').map(toolCall);
  for (const kind of new Set(blocks.flatMap((block) => block.text('type') ?? [])))
    if (kind !== 'text' && kind !== 'tool_use') notes.push(`${kind} of an earlier answer is left out`);
  if (text === '' && calls.length === 0) return [];
  return [{ role: 'assistant', content: text === '' ? null : text, ...(calls.length > 0 && { tool_calls: calls }) }];
}

function toolCall(block: Fields): object {
  const called = { name: block.string('name') ?? '', arguments: toolArguments(block.value('input')) };
  return { id: block.string('id') ?? '', type: 'function', function: called };
}

/** Many servers take nothing but a text: only what is more is sent as parts. */
function plain(parts: readonly object[]): unknown {
  const [only] = parts;
  return parts.length === 1 && only && 'text' in only ? only.text : parts;
}
