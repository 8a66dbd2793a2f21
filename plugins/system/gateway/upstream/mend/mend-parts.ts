import type { JsonObject } from '../../gateway-protocol.js';
import { prefixedId } from '../../translate/write/prefixed-id.js';
import { randomId } from '../../files/random-id.js';
import { changed, isObject } from './changed.js';

/** A call of a tool. Some servers leave out its type or its id, or give its arguments as an object. */
export function mendedCall(call: JsonObject, { isWhole }: { readonly isWhole: boolean }): JsonObject {
  const told = isObject(call['function']) ? call['function'] : {};
  const { arguments: given, name } = told;
  const text = typeof given === 'string' || given === undefined || given === null ? given : JSON.stringify(given);
  const isCustom = call['type'] === 'custom';
  if (isCustom) return call;
  return changed(call, {
    id: call['id'] ?? (isWhole ? prefixedId('call_', randomId('')) : undefined),
    type: isWhole || call['type'] ? 'function' : undefined,
    function: changed(told, {
      arguments: text ?? (isWhole ? '{}' : undefined),
      name: name ?? (isWhole ? '' : undefined),
    }),
  });
}

/** Counts of tokens; `null` where there are none. Some servers have `null` for parts of it, or no sum. */
export function mendedUsage(given: unknown): JsonObject | null | undefined {
  if (given === undefined) return undefined;
  if (!isObject(given)) return null;
  const input = countOf(given['prompt_tokens']);
  const output = countOf(given['completion_tokens']);
  const total = given['total_tokens'];
  return changed(given, {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: typeof total === 'number' ? total : input + output,
    ...withoutNull(given, 'prompt_tokens_details'),
    ...withoutNull(given, 'completion_tokens_details'),
  });
}

function withoutNull(usage: JsonObject, name: string): JsonObject {
  const details = usage[name];
  if (!isObject(details)) return { [name]: undefined };
  const nulls = Object.keys(details).filter((part) => details[part] === null);
  return { [name]: changed(details, Object.fromEntries(nulls.map((part) => [part, undefined]))) };
}

function countOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
