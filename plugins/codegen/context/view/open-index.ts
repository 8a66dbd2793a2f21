import { DevmgrError, type Clock, type Services } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { SearchedIndex } from './project-view.js';
import { within } from './within.js';

interface IndexOptions {
  readonly services: Pick<Services, 'require'>;
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly signal: AbortSignal;
  readonly note: (message: string) => void;
}

/** How long is waited for an index that nobody has brought up to date yet; then it is asked as it is. */
const refreshMs = 1_500;
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
  const { status, error } = index.state.get();
  if (status === 'off') return noIndex(note, 'the code index is switched off');
  if (status === 'failed') return noIndex(note, error?.message ?? 'the code index failed');
  if (status !== 'ready') note('The code index is still being made: code was searched as far as it is known');
  return limited(index, options);
}

function noIndex(note: IndexOptions['note'], because: string): undefined {
  note(`Code was not searched: ${because}`);
  return undefined;
}

/** What it fails with says its state. */
async function refresh(index: CodeIndex, { clock, signal }: IndexOptions): Promise<void> {
  const work = async (aborted: AbortSignal) => {
    for await (const progress of index.refresh({ signal: aborted })) void progress;
  };
  await within(work, { ms: refreshMs, clock, signal }).catch(() => signal.throwIfAborted());
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
