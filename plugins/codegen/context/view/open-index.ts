import { DevmgrError, type Clock, type Services } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { SearchedIndex } from './project-view.js';
import { within } from './within.js';

interface IndexOptions {
  readonly services: Pick<Services, 'require'>;
  readonly clock: Pick<Clock, 'now' | 'setTimeout'>;
  readonly signal: AbortSignal;
  readonly note: (message: string) => void;
}

/** How long is waited for an index that nobody has brought up to date yet; then it is asked as it is, and goes on being made. */
const refreshMs = 4_000;
/** An index that does not follow the files is looked after again when it is older, in milliseconds. */
const oldMs = 5_000;
/** How long one question to it may take. */
const askMs = 1_500;

/**
 * The code index as far as it can be asked; what is wrong with it is noted. Nobody waits long for it. Rejects with the signal's
 * reason only.
 */
export async function openIndex(options: IndexOptions): Promise<SearchedIndex | undefined> {
  const { services, signal, note } = options;
  const index = await services.require(CodeIndex).catch(() => undefined);
  signal.throwIfAborted();
  if (!index) return noIndex(note, 'there is no code index');
  if (index.state.get().status === 'waiting') await refresh(index, options);
  const { status, error, refreshedAt, isWatching } = index.state.get();
  if (status === 'off') return noIndex(note, 'the code index is switched off');
  if (status === 'failed') return noIndex(note, error?.message ?? 'the code index failed');
  if (status !== 'ready' && refreshedAt === undefined)
    note('The code index is still being made: code was searched as far as it is known');
  // What changed meanwhile is found by the next request; nobody waits for it now.
  const isOld = refreshedAt !== undefined && !isWatching && options.clock.now() - refreshedAt > oldMs;
  if (status === 'ready' && isOld) void bringUpToDate(index).catch(() => undefined);
  return limited(index, options);
}

function noIndex(note: IndexOptions['note'], because: string): undefined {
  note(`Code was not searched: ${because}`);
  return undefined;
}

async function refresh(index: CodeIndex, { clock, signal }: IndexOptions): Promise<void> {
  await within(() => bringUpToDate(index), { ms: refreshMs, clock, signal }).catch(() => signal.throwIfAborted());
}

/** What it fails with says its state. It is not given up with the request: the next one finds it done. */
async function bringUpToDate(index: CodeIndex): Promise<void> {
  for await (const progress of index.refresh({ signal: new AbortController().signal })) void progress;
}

function limited(index: CodeIndex, { clock, signal: all, note }: IndexOptions): SearchedIndex {
  const ask = async <Result>(work: (signal: AbortSignal) => Promise<Result>, nothing: Result): Promise<Result> => {
    try {
      const result = await within(work, { ms: askMs, clock, signal: all });
      if (result !== 'late') return result;
      note('The code index took too long to answer');
    } catch (error) {
      all.throwIfAborted();
      const message = DevmgrError.isInstance(error) ? error.message : String(error);
      note(`Code was not searched: ${message}`);
    }
    return nothing;
  };
  return {
    search: (query, { limit }) =>
      ask((signal) => index.search(query, { limit, signal }), {
        ...{ query, kind: 'question', matches: [], tookMs: 0, notes: [] },
      }),
    imports: (path) => ask((signal) => index.imports(path, { signal }), { imports: [], importedBy: [] }),
  };
}
