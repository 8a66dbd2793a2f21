import { Fields } from '../../../../providers/json/fields.js';
import { wrong } from '../refuse.js';
import { chatParts } from './chat-parts.js';

export interface ToolMessages {
  readonly message: object;
  /** Pictures and documents: messages of tools take text only, so they go into the user's message after them. */
  readonly pictures: readonly object[];
}

/** A `tool_result` of Anthropic's as OpenAI has it. There is no field for failure: it is said. */
export function toolMessages(block: Fields | undefined, param: string): ToolMessages {
  const id = block?.text('tool_use_id');
  if (!block || id === undefined) wrong(`${param}.content`, 'A tool_result needs tool_use_id.');
  const content = block.value('content');
  const parts = typeof content === 'string' ? [] : chatParts(block.list('content') ?? [], `${param}.content`);
  const texts =
    typeof content === 'string' ? [content] : parts.flatMap((part) => Fields.of(part)?.string('text') ?? []);
  const pictures = parts.filter((part) => !('text' in part));
  const said = texts.length === 0 && pictures.length > 0 ? 'See the attachment in the next message.' : texts.join('\n');
  const hasFailed = block.boolean('is_error') === true && !/^error\b/i.test(said);
  return { message: { role: 'tool', tool_call_id: id, content: hasFailed ? `Error: ${said}` : said }, pictures };
}
