import type { PluginContext } from 'devmgr/plugin-api';
import type { CodeSearchOptions } from 'devmgr/plugin-api/contracts/code-index';
import type { JsonObject } from '../gateway-protocol.js';
import type { FreshIndex } from './fresh-index.js';

export interface SearchRequest {
  readonly query: string;
  readonly k: number;
}

/** The document of `devmgr search --json`, with secrets masked. */
export async function searchCode(
  { query, k }: SearchRequest,
  { index, context }: { readonly index: FreshIndex; readonly context: Pick<PluginContext, 'text'> },
  signal: CodeSearchOptions['signal'],
): Promise<JsonObject> {
  const fresh = await index.get(signal);
  const { kind, tookMs, matches, notes } = await fresh.search(query, { limit: k, signal });
  const results = matches.map(({ score, text, ...match }) => ({
    ...match,
    text: context.text.redact(text),
    score: Math.round(score * 1e6) / 1e6,
  }));
  return { object: 'code.search', query, kind, tookMs: Math.round(tookMs * 10) / 10, results, notes };
}
