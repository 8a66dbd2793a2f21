import { Fields } from '../../../../providers/json/fields.js';
import { toolInput } from '../../answer/tool-input.js';
import { refuse, wrong } from '../refuse.js';
import { contentBlocks } from './content-blocks.js';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: object[];
}

export interface MessageTurns {
  readonly system: object[];
  readonly turns: readonly Turn[];
}

/** Conversation of OpenAI's as turns of Anthropic's: neighbours of one role are one turn, system messages stand apart wherever they stood. */
export function messageTurns(messages: readonly unknown[], notes: string[]): MessageTurns {
  const system: object[] = [];
  const turns: Turn[] = [];
  messages.forEach((value, index) => {
    const param = `messages[${index}]`;
    const message = Fields.of(value);
    const role = message?.text('role');
    if (!message || role === undefined) wrong(param, 'Each message is an object with a role.');
    if (role === 'system' || role === 'developer') {
      if (turns.length > 0) notes.push('a system message in the middle goes to the beginning');
      system.push(...contentBlocks(message.value('content'), `${param}.content`));
    } else add(turns, role === 'assistant' ? 'assistant' : 'user', blocksOf(role, message, param, notes));
  });
  // Whoever sends instructions only wants them answered.
  if (turns.length === 0) add(turns, 'user', system.splice(0));
  if (turns.length === 0) wrong('messages', 'messages says nothing: send a message of the user.');
  return { system, turns };
}

function add(turns: Turn[], role: Turn['role'], blocks: readonly object[]): void {
  const last = turns.at(-1);
  if (blocks.length === 0) return;
  if (last?.role === role) last.content.push(...blocks);
  else turns.push({ role, content: [...blocks] });
}

function blocksOf(role: string, message: Fields, param: string, notes: string[]): readonly object[] {
  if (role === 'user') return contentBlocks(message.value('content'), `${param}.content`);
  if (role === 'assistant') return assistantBlocks(message, param, notes);
  if (role === 'tool') return [toolResult(message, param)];
  if (role === 'function') refuse(param, 'Messages of functions are outdated: send tools and messages of tools.');
  return wrong(`${param}.role`, `There is no role ${role.slice(0, 60)}: system, user, assistant or tool.`);
}

function assistantBlocks(message: Fields, param: string, notes: string[]): readonly object[] {
  const thinking = message.objects('thinking_blocks').map((block) => block.members());
  if (thinking.length === 0 && message.text('reasoning_content') !== undefined)
    notes.push('reasoning that is not signed is left out');
  if (message.fields('function_call')) refuse(`${param}.function_call`, 'function_call is outdated: send tool_calls.');
  if (message.fields('audio')) refuse(`${param}.audio`, 'This model takes no sound.');
  return [
    ...thinking,
    ...contentBlocks(message.value('content'), `${param}.content`),
    ...contentBlocks(message.value('refusal'), `${param}.refusal`),
    ...message.objects('tool_calls').map((call, index) => toolUse(call, `${param}.tool_calls[${index}]`)),
  ];
}

function toolUse(call: Fields, param: string): object {
  const tool = call.fields('function');
  const id = call.text('id');
  const name = tool?.text('name');
  if (!tool || name === undefined) refuse(param, 'Calls of tools are of type function here.');
  if (id === undefined) wrong(`${param}.id`, 'A call of a tool needs its id.');
  return { type: 'tool_use', id, name, input: toolInput(tool.string('arguments') ?? '') };
}

function toolResult(message: Fields, param: string): object {
  const id = message.text('tool_call_id');
  if (id === undefined) wrong(`${param}.tool_call_id`, 'A message of a tool needs tool_call_id.');
  const content = message.value('content');
  const blocks = typeof content === 'string' ? content : contentBlocks(content, `${param}.content`);
  return { type: 'tool_result', tool_use_id: id, ...(blocks.length > 0 && { content: blocks }) };
}
