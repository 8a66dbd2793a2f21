import { Fields } from '../../../../providers/json/fields.js';
import type { JsonObject } from '../../../gateway-protocol.js';
import { refuse, wrong } from '../refuse.js';

/** `tools`, `tool_choice` and `parallel_tool_calls` of OpenAI's, as Anthropic's format has them. */
export function messageTools(body: JsonObject): JsonObject {
  const fields = Fields.of(body);
  const tools = (fields?.list('tools') ?? []).map((tool, index) => messageTool(Fields.of(tool), `tools[${index}]`));
  if (tools.length === 0) return {};
  const choice = readChoice(body['tool_choice']);
  const offered = choice.names ? tools.filter(({ name }) => choice.names?.includes(name) === true) : tools;
  const isOneByOne = body['parallel_tool_calls'] === false && choice.value?.type !== 'none';
  const value = isOneByOne ? { type: 'auto', ...choice.value, disable_parallel_tool_use: true } : choice.value;
  return { tools: offered, ...(value && { tool_choice: value }) };
}

function messageTool(tool: Fields | undefined, param: string): { readonly name: string } {
  const definition = tool?.fields('function');
  const name = definition?.text('name');
  if (tool?.text('type') === 'custom')
    refuse(param, 'Tools with free text are not offered for this model: use functions.');
  if (!definition || name === undefined) wrong(`${param}.function.name`, 'A tool is a function with a name.');
  const description = definition.text('description');
  const strict = definition.boolean('strict');
  const cache = tool?.fields('cache_control') ?? definition.fields('cache_control');
  return {
    name,
    ...(description !== undefined && { description }),
    input_schema: { type: 'object', ...(definition.fields('parameters')?.members() ?? { properties: {} }) },
    ...(strict === true && { strict }),
    ...(cache && { cache_control: cache.members() }),
  } as { readonly name: string };
}

interface Choice {
  readonly value?: { readonly type: string; readonly name?: string } | undefined;
  /** The only ones that may be called. */
  readonly names?: readonly string[] | undefined;
}

function readChoice(choice: unknown): Choice {
  if (choice === undefined || choice === null) return {};
  if (choice === 'none' || choice === 'auto') return { value: { type: choice } };
  if (choice === 'required') return { value: { type: 'any' } };
  const fields = Fields.of(choice);
  const name = fields?.fields('function')?.text('name');
  if (name !== undefined) return { value: { type: 'tool', name } };
  const allowed = fields?.fields('allowed_tools');
  if (!allowed) return refuse('tool_choice', 'tool_choice is none, auto, required, a function or allowed_tools here.');
  const names = allowed.objects('tools').flatMap((tool) => tool.fields('function')?.text('name') ?? []);
  return { value: { type: allowed.text('mode') === 'required' ? 'any' : 'auto' }, names };
}
