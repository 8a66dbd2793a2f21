import type { LocalDtype, LocalTask } from './pulled-model.js';

/** A model that devmgr has a short name for. */
export interface KnownModel {
  /** `smollm2-135m`. */
  readonly name: string;
  readonly id: string;
  readonly task: LocalTask;
  readonly dtype: LocalDtype;
  /** Of a pull, about. */
  readonly megabytes: number;
  readonly summary: string;
}
