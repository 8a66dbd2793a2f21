import type { ReadonlyStore } from 'devmgr/plugin-api';
import type { KnownModel } from './known-model.js';
import type { PulledModel } from './pulled-model.js';

export interface PullProgress {
  /** The one that comes just now. */
  readonly file: string;
  /** Of the whole model, with what an earlier pull left. */
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** What a pull does before bytes come, or while none come. */
export type PullStep =
  | { readonly kind: 'ask'; readonly host: string; readonly id: string }
  /** The `failures`th request in a row failed; of `retries` more the next one goes out in `inMs`. */
  | {
      readonly kind: 'retry';
      readonly host: string;
      readonly reason: string;
      readonly failures: number;
      readonly retries: number;
      readonly inMs: number;
    };

export interface PullOptions {
  readonly signal: AbortSignal;
  /** Which weights; default: those of the known model, else the first of q4, q8, int8, q4f16, fp16, fp32 that the model has. */
  readonly dtype?: string | undefined;
  onProgress(progress: PullProgress): void;
  onStep?(step: PullStep): void;
}

/** The models on this machine. */
export interface ModelLibrary {
  /** What was found at the last look. */
  readonly models: ReadonlyStore<readonly PulledModel[]>;
  /** Looks at the folder. Folders that are no models, or not whole, are passed over with a debug line. */
  scan(): Promise<readonly PulledModel[]>;
  /** A known name (`smollm2-135m`), an id, or the part of one after the slash, in any case. */
  find(name: string): PulledModel | undefined;
  readonly known: readonly KnownModel[];
  /**
   * From the hub, or what is missing of it. Throws `DevmgrError`: offline, not found, no room, wrong checksum ... When the
   * signal is aborted it rejects with its reason and keeps what has come.
   */
  pull(name: string, options: PullOptions): Promise<PulledModel>;
  /**
   * Takes away what `pull` or a person put there, also a pull that has not ended. `bytes` of the result are free again. Throws
   * when there is no such model.
   */
  remove(name: string): Promise<PulledModel>;
}
