import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type { Fields } from '../../../providers/json/fields.js';
import type { ProviderApi } from './provider-api.js';

const PAGE = 100;

export interface Pages {
  readonly path: string;
  /** No more items than these are asked for. */
  readonly most: number;
  /** Whether a provider without that list has an empty one. */
  readonly isAbsentGood?: boolean;
}

/** The items of all pages of a list (`{data, has_more}`, the next page `after` the last id), in their order, each once. */
export async function pagedItems(
  api: ProviderApi,
  { path, most, isAbsentGood = false }: Pages,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly Fields[]> {
  const items = new Map<string, Fields>();
  let after: string | undefined;
  do {
    const query = { limit: String(PAGE), ...(after !== undefined && { after }) };
    const page = await api.page({ method: 'GET', path, query }, { signal }).catch((error: unknown) => {
      if (isAbsentGood && aiFailure(error)?.status === 404) return undefined;
      throw error;
    });
    const found = page?.items ?? [];
    const before = items.size;
    for (const item of found) items.set(item.text('id') ?? `#${items.size}`, item);
    after = found.at(-1)?.text('id');
    // A server that knows no pages answers the same ones again.
    if (!page?.hasMore || items.size === before) break;
  } while (after !== undefined && items.size < most);
  return [...items.values()].slice(0, most);
}
