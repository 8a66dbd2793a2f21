import { GatewayError } from './gateway-error.js';
import type { JsonObject } from './gateway-protocol.js';

export interface PageQuery {
  readonly after?: unknown;
  readonly limit?: unknown;
}

/** One page of a list in OpenAI's way: what stands after the item with the id `after`. Throws a `GatewayError`. */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  { after, limit }: PageQuery,
  sizes: { readonly usual: number; readonly most: number },
): { readonly items: readonly Item[]; readonly hasMore: boolean } {
  const start = after === undefined || after === '' ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && after !== '' && start === 0)
    throw new GatewayError({
      kind: 'invalid-request',
      message: 'There is nothing with the id in after.',
      param: 'after',
    });
  const end = start + readLimit(limit, sizes);
  return { items: items.slice(start, end), hasMore: end < items.length };
}

/** The object around the items of a page. */
export function listDocument(data: readonly JsonObject[], hasMore: boolean): JsonObject {
  const id = (item: JsonObject | undefined) => item?.['id'] ?? null;
  return { object: 'list', data, first_id: id(data[0]), last_id: id(data.at(-1)), has_more: hasMore };
}

function readLimit(value: unknown, { usual, most }: { readonly usual: number; readonly most: number }): number {
  if (value === undefined || value === '') return usual;
  const limit = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (limit >= 1 && limit <= most) return limit;
  const message = `limit must be a whole number from 1 to ${most}.`;
  throw new GatewayError({ kind: 'invalid-request', message, param: 'limit', code: 'invalid_value' });
}
