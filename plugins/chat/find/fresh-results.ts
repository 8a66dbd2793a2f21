import type { Clock, Disposable, ReadonlyStore } from 'devmgr/plugin-api';
import type { CodeIndex, CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import type { SearchSession } from './search-session.js';

export interface FreshResultsParts {
  readonly index: Pick<CodeIndex, 'state'>;
  readonly session: Pick<SearchSession, 'state' | 'again'>;
  /** Whether somebody looks. */
  readonly isVisible: ReadonlyStore<boolean>;
  readonly clock: Pick<Clock, 'setTimeout'>;
}

/** It is searched again this often at most. */
const againMs = 300;

/** Asks the same again when the index has changed: what is shown is never of files as they were. */
export class FreshResults implements Disposable {
  readonly #parts: FreshResultsParts;
  readonly #owned: readonly Disposable[];
  #seen: string;
  #isStale = false;
  #timer: Disposable | undefined;

  constructor(parts: FreshResultsParts) {
    this.#parts = parts;
    this.#seen = versionOf(parts.index.state.get());
    this.#owned = [
      parts.index.state.onDidChange((state) => this.#look(state)),
      parts.isVisible.onDidChange(() => this.#begin()),
    ];
  }

  dispose(): void {
    void this.#timer?.dispose();
    for (const each of this.#owned) void each.dispose();
  }

  #look(state: CodeIndexState): void {
    const version = versionOf(state);
    if (version === this.#seen) return;
    this.#seen = version;
    this.#isStale = true;
    this.#begin();
  }

  #begin(): void {
    const { clock, isVisible } = this.#parts;
    if (!this.#isStale || this.#timer || !isVisible.get()) return;
    this.#timer = clock.setTimeout(() => void this.#again(), againMs);
  }

  async #again(): Promise<void> {
    const { session } = this.#parts;
    // What is searched now may have been begun before the change: it is asked again when that is there.
    if (!session.state.get().isSearching) {
      this.#isStale = false;
      await session.again();
    }
    this.#timer = undefined;
    this.#begin();
  }
}

/** A provider is asked at the end of a refresh only: a question costs money there. */
function versionOf({ status, files, chunks, refreshedAt, embedder: { id } }: CodeIndexState): string {
  const counts = isFree(id) ? [files, chunks] : [];
  return [status === 'off', status === 'ready', refreshedAt, id, ...counts].join(' ');
}

/** Whether questions cost nothing: the model is on this machine. */
export function isFree(embedderId: string): boolean {
  return embedderId === 'none' || embedderId.startsWith('built-in');
}
