import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { JsonObject } from '../../gateway-protocol.js';

/** GPT-5.4 and later take function tools in chat completions only with `reasoning_effort: "none"`; else they are for `/responses`. */
const NEEDS_NONE = /^(ft:)?gpt-(5\.([4-9]|\d\d)|[6-9]|\d\d)/;
/** Those of them that know no `none`. Reports of October 2026; OpenAI's document does not say. */
const HAS_NO_NONE = /^(ft:)?gpt-(6-astra|6\.1-sol)/;

/** The chat with the effort that OpenAI wants where there are tools and the client has said nothing of it. */
export function withToolEffort(
  body: JsonObject,
  { id }: Pick<AiProviderDefinition, 'id'>,
  modelId: string,
): { readonly body: JsonObject; readonly note: string | undefined } {
  const isSaid = body['reasoning_effort'] !== undefined && body['reasoning_effort'] !== null;
  const mustSay = id === 'openai' && NEEDS_NONE.test(modelId) && !HAS_NO_NONE.test(modelId) && hasTools(body);
  if (isSaid || !mustSay) return { body, note: undefined };
  const note = `reasoning_effort is none: ${modelId} takes tools only so in chat completions`;
  return { body: { ...body, reasoning_effort: 'none' }, note };
}

/** What helps whose chat with tools OpenAI has refused with these words; `undefined`: they speak of something else. */
export function toolHint(
  message: string,
  { body, id, modelId }: { readonly body: JsonObject; readonly id: string; readonly modelId: string },
): string | undefined {
  if (id !== 'openai' || !NEEDS_NONE.test(modelId) || !hasTools(body)) return undefined;
  if (!/tool|function|reasoning_effort|\/responses/i.test(message)) return undefined;
  if (HAS_NO_NONE.test(modelId))
    return `${modelId} takes no tools in chat completions: gpt-6-luna and gpt-6.1-terra do.`;
  return `With tools leave reasoning_effort out, or say none.`;
}

function hasTools({ tools }: JsonObject): boolean {
  return Array.isArray(tools) && tools.length > 0;
}
