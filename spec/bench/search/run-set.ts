import { resourceUsage } from 'node:process';
import { allSignals } from '../../../plugins/chat/index/rank/signals/all-signals.js';
import type { SearchEngine } from '../../../plugins/chat/index/search/search-engine.js';
import { percentile } from '../figure.js';
import { Bm25 } from './baselines/bm25.js';
import { hasRipgrep, Ripgrep } from './baselines/ripgrep.js';
import { plainWords, stemmedWords } from './baselines/words.js';
import { judge, type Judgement, meanOf } from './judge.js';
import { openProduct, type Product } from './product/open-product.js';
import { ProductRetriever } from './product/product-retriever.js';
import { readPassages } from './product/read-passages.js';
import type { QuerySet } from './query-set.js';
import type { IndexFigures, RetrieverResult, SetResult } from './report/run-result.js';
import type { Retriever } from './retriever.js';

export interface RunOptions {
  readonly database: string;
  /** See `ProductOptions`. */
  readonly listed: readonly string[] | undefined;
  /** What is compared: the product with others, or the product without each of its signals. */
  readonly compare: 'baselines' | 'signals';
}

/** Indexes the tree of a set and asks everybody all its queries. */
export async function runSet(set: QuerySet, task: string, options: RunOptions): Promise<SetResult> {
  const { tree, exclude } = set;
  const product = await openProduct({ ...options, tree, exclude, rebuild: true });
  try {
    const figures = await measure(product, set);
    const others = options.compare === 'signals' ? withoutSignals(product.engine) : await baselines(product, set);
    const results: RetrieverResult[] = [];
    for (const retriever of [...others, new ProductRetriever(product.engine)]) results.push(await ask(retriever, set));
    return { set: set.name, task, queries: set.queries.length, results, figures };
  } finally {
    await product.close();
  }
}

/** First of all, before anybody else uses memory. Each query is asked once to warm up. */
async function measure({ engine, reader, summary }: Product, { queries }: QuerySet): Promise<IndexFigures> {
  const times: number[] = [];
  const signal = new AbortController().signal;
  for (const round of ['warm-up', 'measured']) {
    for (const { query } of queries) {
      const { tookMs } = await engine.search(query, { limit: 10, signal });
      if (round === 'measured') times.push(tookMs);
    }
  }
  const sizes = { files: summary.files, chunks: summary.chunks, sizeBytes: await reader.sizeBytes() };
  const memory = { rssBytes: resourceUsage().maxRSS * 1024 };
  const p = { p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
  return { ...sizes, ...memory, ...p, indexSeconds: summary.tookMs / 1000 };
}

async function baselines({ reader }: Product, { tree, answers }: QuerySet): Promise<readonly Retriever[]> {
  const passages = await readPassages(reader);
  const ripgrep = hasRipgrep() ? [new Ripgrep(tree, passages, answers)] : [];
  return [...ripgrep, new Bm25('BM25', passages, plainWords), new Bm25('BM25 stemmed', passages, stemmedWords)];
}

function withoutSignals(engine: SearchEngine): readonly Retriever[] {
  const ids = allSignals.map(({ id }) => id);
  const without = [...ids, 'vector', 'keyword'].map((id) => new ProductRetriever(engine, `-${id}`, [id]));
  return [new ProductRetriever(engine, 'fused only', ids), ...without];
}

async function ask(retriever: Retriever, { queries, answers }: QuerySet): Promise<RetrieverResult> {
  const judged: { readonly kind: string; readonly judgement: Judgement }[] = [];
  for (const query of queries) {
    judged.push({ kind: query.kind, judgement: judge(await retriever.search(query.query), query, answers) });
  }
  const of = (kind?: string) =>
    meanOf(judged.filter((each) => !kind || each.kind === kind).map((each) => each.judgement));
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  return { name: retriever.name, all: of(), kinds: Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) };
}
