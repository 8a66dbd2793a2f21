import { Fields } from '../../../../providers/json/fields.js';
import type { JsonObject } from '../../../gateway-protocol.js';
import { refuse, wrong } from '../refuse.js';

/** `tools` and `tool_choice` of Anthropic's, as OpenAI's format has them. */
export function chatTools(body: JsonObject): JsonObject {
  const fields = Fields.of(body);
  const tools = (fields?.list('tools') ?? []).map((tool, index) => chatTool(Fields.of(tool), `tools[${index}]`));
  if (tools.length === 0) return {};
  const choice = fields?.fields('tool_choice');
  const value = toolChoice(choice);
  return {
    tools,
    ...(value !== undefined && { tool_choice: value }),
    ...(choice?.boolean('disable_parallel_tool_use') === true && { parallel_tool_calls: false }),
  };
}

function chatTool(tool: Fields | undefined, param: string): object {
  const name = tool?.text('name');
  const kind = tool?.text('type') ?? 'custom';
  if (kind !== 'custom')
    refuse(param, `The tool ${kind.slice(0, 60)} is one of Anthropic's own: this model knows it not.`);
  if (!tool || name === undefined) wrong(`${param}.name`, 'A tool needs a name.');
  const description = tool.text('description');
  const parameters = tool.fields('input_schema')?.members() ?? { type: 'object', properties: {} };
  const strict = tool.boolean('strict') === true;
  return {
    type: 'function',
    function: { name, ...(description !== undefined && { description }), parameters, ...(strict && { strict }) },
  };
}

function toolChoice(choice: Fields | undefined): unknown {
  const kind = choice?.text('type');
  if (!choice || kind === undefined) return undefined;
  if (kind === 'auto' || kind === 'none') return kind;
  if (kind === 'any') return 'required';
  if (kind === 'tool') return { type: 'function', function: { name: choice.text('name') ?? '' } };
  return wrong('tool_choice.type', 'tool_choice is of type auto, any, tool or none.');
}
