import type { PluginContext } from 'devmgr/plugin-api';
import type { IndexProgress, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import type { IndexReport, IndexResult } from '../../workers/index-methods.js';
import type { CurrentEmbedder } from '../embedder/current-embedder.js';
import { embedderName } from '../embedder/embedder-name.js';
import { listGitFiles } from '../git/list-git-files.js';
import { readIndexSettings } from '../index-settings.js';
import type { IndexThreads } from '../index-threads.js';
import type { IndexStateStore } from '../state/index-state-store.js';

export interface RefreshParts {
  readonly context: PluginContext;
  readonly threads: IndexThreads;
  readonly store: IndexStateStore;
  readonly embedder: CurrentEmbedder;
}

/** What is looked at: all of the project, also as if nothing were known, or some paths after a whole refresh. */
export type RefreshScope =
  { readonly kind: 'all'; readonly rebuild: boolean } | { readonly kind: 'paths'; readonly paths: readonly string[] };

export interface RefreshOptions {
  readonly scope: RefreshScope;
  readonly signal: AbortSignal;
  readonly report: (progress: IndexProgress) => void;
}

/** The search takes in what was written while it goes on, this often at most. */
const reloadMs = 500;

/** One refresh from listing to the last report; the state says how it goes. Rejects as the indexer does, and when aborted. */
export async function runRefresh(parts: RefreshParts, options: RefreshOptions): Promise<void> {
  const { context, store, threads } = parts;
  if (options.scope.kind === 'all') store.dispatch({ type: 'scan' });
  try {
    const result = await index(parts, options);
    const summary = withName(result, parts.embedder);
    store.dispatch({ type: 'count', statistics: result.statistics });
    store.dispatch({ type: 'embedder', embedder: embedderState(result, parts.embedder) });
    store.dispatch({ type: 'end', at: context.clock.now() });
    threads.reloadSearch();
    options.report({ type: 'index-end', summary });
  } catch (error) {
    store.dispatch(options.signal.aborted ? { type: 'stop' } : failure(error));
    throw error;
  }
}

async function index(parts: RefreshParts, { scope, signal, report }: RefreshOptions): Promise<IndexResult> {
  const { context, threads, embedder } = parts;
  const options = { signal, awaitsEnd: true, onReport: reporter(parts, report) };
  if (scope.kind === 'paths') return threads.index.call('update', { paths: scope.paths }, options);
  // The thread starts while git lists.
  threads.index.start();
  if (!scope.rebuild) void countKnown(parts, signal);
  const listing = { cwd: context.workspace.root, processes: context.processes, log: context.log, signal };
  const [listed, { choice }] = await Promise.all([listGitFiles(listing), embedder.get()]);
  if (threads.search.isRunning) threads.search.start().tell('choose', { choice });
  const { rebuild } = scope;
  return threads.index.call('refresh', { listed, ...readIndexSettings(context.config), choice, rebuild }, options);
}

/** At the first look, what is there from before is said at once. Never rejects: the refresh says what is wrong. */
async function countKnown({ threads, store }: RefreshParts, signal: AbortSignal): Promise<void> {
  if (store.state.get().refreshedAt !== undefined) return;
  const statistics = await threads.index.call('count', undefined, { signal }).catch(() => undefined);
  const { status, files } = store.state.get();
  if (statistics && status === 'scanning' && files === 0) store.dispatch({ type: 'count', statistics });
}

function reporter({ context, store, threads }: RefreshParts, report: RefreshOptions['report']) {
  let reloadedAt = context.clock.now();
  return (event: IndexReport): void => {
    const at = context.clock.now();
    if (event.kind === 'note') return tell(event.message, context);
    if (event.kind === 'count') return store.dispatch({ type: 'count', statistics: event.statistics });
    store.dispatch({ type: 'progress', progress: event.progress, at });
    report(event.progress);
    // A file that is counted was written.
    if (event.progress.type === 'index-start' || at - reloadedAt < reloadMs) return;
    reloadedAt = at;
    threads.reloadSearch();
  };
}

function tell(message: string, { log, screen }: PluginContext): void {
  log.warn(message);
  screen.notify({ severity: 'warning', message });
}

function withName({ summary, problem }: IndexResult, { last }: CurrentEmbedder): IndexSummary {
  return { ...summary, embedder: problem === undefined ? embedderName(last.choice) : 'none' };
}

function embedderState(result: IndexResult, embedder: CurrentEmbedder) {
  const problem = result.problem ?? embedder.last.problem;
  return { id: withName(result, embedder).embedder, problem };
}

function failure(error: unknown) {
  const { message, hint } = error as Error & { readonly hint?: string };
  return { type: 'fail', message, hint } as const;
}
