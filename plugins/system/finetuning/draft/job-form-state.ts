import type { FineTuningCheck } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningBaseModel, FineTuningCreateProgress } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { JobDraft } from './job-draft.js';

/** What went wrong, and what to do. */
export interface ToldFailure {
  readonly message: string;
  readonly hint?: string | undefined;
}

export type ModelsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly models: readonly FineTuningBaseModel[] }
  | ({ readonly kind: 'failed' } & ToldFailure);

export type CheckState =
  /** There is nothing that could be checked. */
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly readBytes: number; readonly totalBytes: number }
  | { readonly kind: 'done'; readonly check: FineTuningCheck }
  | ({ readonly kind: 'failed' } & ToldFailure);

export type CreationState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: FineTuningCreateProgress | undefined }
  | ({ readonly kind: 'failed' } & ToldFailure);

/** The form for a new job. Immutable. */
export interface JobFormState {
  readonly draft: JobDraft;
  readonly models: ModelsState;
  readonly check: CheckState;
  readonly creation: CreationState;
}

/** The models of the provider, as far as they are known. */
export function knownModels({ models }: Pick<JobFormState, 'models'>): readonly FineTuningBaseModel[] {
  return models.kind === 'ready' ? models.models : [];
}
