import { Fields } from '../../providers/json/fields.js';
import type { ExampleTeller } from './example.js';

export interface ToolCallFacts {
  readonly has: boolean;
  readonly ids: readonly string[];
  readonly text: string;
}

interface CallPlace {
  readonly role: string;
  readonly where: string;
  readonly tools: ReadonlySet<string> | undefined;
}

const NONE: ToolCallFacts = { has: false, ids: [], text: '' };

/** `tool_calls` of a message, and `function_call`, which was before it. */
export function checkToolCalls(message: Fields, place: CallPlace, tell: ExampleTeller): ToolCallFacts {
  const { role, where } = place;
  const old = message.fields('function_call');
  if (old) return { has: true, ids: [], text: checkFunction(old, place, tell) };
  const value = message.value('tool_calls');
  if (value === undefined || value === null) return NONE;
  if (role !== 'assistant') tell.error(`${where}: only the assistant calls tools`);
  if (!Array.isArray(value) || value.length === 0) {
    tell.error(`${where}: tool_calls must be a list with at least one call`);
    return NONE;
  }
  const calls = message.objects('tool_calls');
  const ids = calls.flatMap((call) => call.text('id') ?? []);
  if (ids.length < value.length) tell.error(`${where}: a tool call has no id`);
  const texts = calls.map((call) => {
    const called = call.fields('function');
    if (!called) tell.error(`${where}: a tool call has no function`);
    return called ? checkFunction(called, place, tell) : '';
  });
  return { has: true, ids, text: texts.join('\n') };
}

/** Names of the functions that an example declares in `tools` or `functions`; `undefined`: it declares nothing. */
export function declaredTools(example: Fields): ReadonlySet<string> | undefined {
  const tools = example.objects('tools').map((tool) => tool.fields('function') ?? tool);
  const all = [...tools, ...example.objects('functions')];
  return all.length === 0 ? undefined : new Set(all.flatMap((each) => each.text('name') ?? []));
}

function checkFunction(called: Fields, { where, tools }: CallPlace, tell: ExampleTeller): string {
  const name = called.text('name');
  const given = called.string('arguments');
  if (name === undefined) tell.error(`${where}: a call names no function`);
  else if (!tools) tell.warn(`${where}: a function is called that the example does not declare in tools`);
  else if (!tools.has(name)) tell.error(`${where}: the called function is not in tools`);
  if (given === undefined) tell.error(`${where}: the arguments of a call must be a text with JSON`);
  else if (!Fields.parse(given)) tell.error(`${where}: the arguments of a call are no JSON object`);
  return `${name ?? ''} ${given ?? ''}`;
}
