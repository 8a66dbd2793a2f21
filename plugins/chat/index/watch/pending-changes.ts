import type { WatchEvent } from './watch-event.js';

type Because = Extract<WatchEvent, { readonly kind: 'everything' }>['because'];

/** What was seen since the last event. All paths from the root, with `/`. */
export interface SeenChanges {
  readonly because: Because | undefined;
  /** Something at these paths came or went. */
  readonly renamed: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  readonly newFolders: ReadonlySet<string>;
  readonly goneFolders: ReadonlySet<string>;
}

/** Which reason is told when there are several: the one that asks most of others. */
const order: readonly Because[] = ['many', 'branch', 'rules'];

/** Collects what is seen until it is told; more than `maxBatch` paths are `many`. */
export class PendingChanges {
  readonly #maxBatch: number;
  #because: Because | undefined;
  #paths = emptyPaths();

  constructor(maxBatch: number) {
    this.#maxBatch = maxBatch;
  }

  get isEverything(): boolean {
    return this.#because !== undefined;
  }

  add(kind: keyof ReturnType<typeof emptyPaths>, path: string): void {
    // Single ones do not matter any more.
    if (this.isEverything) return;
    this.#paths[kind].add(path);
    if (this.#paths[kind].size > this.#maxBatch) this.addEverything('many');
  }

  addEverything(because: Because): void {
    if (this.#because === undefined || order.indexOf(because) > order.indexOf(this.#because)) this.#because = because;
  }

  /** Begins anew. */
  take(): SeenChanges {
    const seen = { because: this.#because, ...this.#paths };
    this.#because = undefined;
    this.#paths = emptyPaths();
    return seen;
  }
}

function emptyPaths() {
  const none = () => new Set<string>();
  return { renamed: none(), changed: none(), newFolders: none(), goneFolders: none() };
}
