import type { ReadonlyStore } from 'devmgr/plugin-api';
import type { KnownModel } from './known-model.js';
import type { PulledModel } from './pulled-model.js';

export interface PullProgress {
  readonly file: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface PullOptions {
  readonly signal: AbortSignal;
  /** Which weights; default: those of the known model, else the smallest of q4f16, q4, int8, quantized that the model has. */
  readonly dtype?: string | undefined;
  onProgress(progress: PullProgress): void;
}

/** The models on this machine. */
export interface ModelLibrary {
  /** What was found at the last look. */
  readonly models: ReadonlyStore<readonly PulledModel[]>;
  /** Looks at the folder. Folders that are no models, or not whole, are passed over with a debug line. */
  scan(): Promise<readonly PulledModel[]>;
  /** A known name (`smollm2-135m`), an id, or the end of one, in any case. */
  find(name: string): PulledModel | undefined;
  readonly known: readonly KnownModel[];
  /** From the hub, or what is missing of it. Throws `DevmgrError`: offline, not found, no room, wrong checksum ... */
  pull(name: string, options: PullOptions): Promise<PulledModel>;
  /** Takes away what `pull` or a person put there. Throws when there is no such model. */
  remove(name: string): Promise<PulledModel>;
}
