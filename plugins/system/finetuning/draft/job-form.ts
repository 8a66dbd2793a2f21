import { DevmgrError, Store, type Clock, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningAdapter, FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { isAnyHere } from './data-file.js';
import { EMPTY_DRAFT, missingText, requestOfDraft, type JobDraft } from './job-draft.js';
import type { CheckState, JobFormState, ToldFailure } from './job-form-state.js';

export interface JobFormOptions {
  readonly finetuning: FineTuning;
  readonly clock: Clock;
  /** Paths are from here. */
  readonly root: string;
  /** What stands in it at first; default: nothing. */
  readonly draft?: JobDraft;
}

/** So long nothing changes before the files are read: a person goes through several fields. */
const SETTLE_MS = 250;
const NO_CHECK: CheckState = { kind: 'none' };

/** A job that a person is putting together: reads the provider's models and the files in the background, and creates it. */
export class JobForm implements Disposable {
  readonly #options: JobFormOptions;
  readonly #state: Store<JobFormState>;
  #models = new AbortController();
  /** The provider whose models are known, or being listed. */
  #modelsOf = '';
  #check = new AbortController();
  #creation: AbortController | undefined;
  #settling: Disposable | undefined;
  /** What was checked last, or is being checked. */
  #checked = '';

  readonly state: ReadonlyStore<JobFormState>;

  constructor(options: JobFormOptions) {
    this.#options = options;
    this.state = this.#state = new Store<JobFormState>({
      draft: options.draft ?? EMPTY_DRAFT,
      models: { kind: 'ready', models: [] },
      check: NO_CHECK,
      creation: { kind: 'none' },
    });
  }

  get adapter(): FineTuningAdapter | undefined {
    const { adapterId } = this.#state.get().draft;
    return this.#options.finetuning.adapters.get().find(({ id }) => id === adapterId);
  }

  get isCreating(): boolean {
    return this.#creation !== undefined;
  }

  /** Takes the first provider that accepts jobs, where none is chosen yet; goes on with what stands there. */
  begin(): void {
    const { adapterId } = this.#state.get().draft;
    if (adapterId !== '' && adapterId !== this.#modelsOf) void this.#loadModels();
    if (adapterId !== '') return this.recheck();
    const first = this.#options.finetuning.adapters.get().find((each) => each.availability().kind === 'ready');
    if (first) this.choose(first.id);
  }

  /** Another provider has other models and other methods. */
  choose(adapterId: string): void {
    if (adapterId === this.#state.get().draft.adapterId) return;
    this.change({ adapterId, baseModel: '', method: '' });
    void this.#loadModels();
  }

  change(part: Partial<JobDraft>): void {
    this.#set({ draft: { ...this.#state.get().draft, ...part }, creation: keptCreation(this.#state.get()) });
    this.#planCheck();
  }

  /** `undefined`: the provider's default again. */
  setParameter(name: string, value: string | number | boolean | undefined): void {
    const { [name]: _old, ...others } = this.#state.get().draft.parameters;
    this.change({ parameters: value === undefined ? others : { ...others, [name]: value } });
  }

  /** Reads the files again: they may have been mended. */
  recheck(): void {
    this.#checked = '';
    this.#planCheck();
  }

  /** Why the job cannot be created now; `undefined`: it can. */
  refusal(): string | undefined {
    const { draft, check } = this.#state.get();
    const { adapter } = this;
    if (this.isCreating) return 'The job is being created';
    const missing = missingText(draft);
    if (missing !== '') return missing;
    const availability = adapter?.availability();
    if (!availability) return `There is no provider ${draft.adapterId} any more`;
    if (availability.kind !== 'ready') return `${availability.reason}. ${availability.hint}`;
    if (check.kind === 'running') return 'The files are still being checked';
    if (check.kind === 'failed') return check.message;
    if (check.kind === 'done' && !check.check.isGood) return 'Mend the errors in the files first';
    return undefined;
  }

  /** Resolves to the job, or to `undefined` when it failed or was stopped: then the state says why, and everything else is as before. */
  async create(): Promise<FineTuningJob | undefined> {
    const { adapter } = this;
    if (!adapter || this.refusal() !== undefined) return undefined;
    const abort = new AbortController();
    this.#creation = abort;
    this.#set({ creation: { kind: 'running', progress: undefined } });
    try {
      const job = await this.#options.finetuning.create(adapter.id, this.#request(adapter), {
        signal: abort.signal,
        onProgress: (progress) => {
          if (!abort.signal.aborted) this.#set({ creation: { kind: 'running', progress } });
        },
      });
      this.#creation = undefined;
      this.#set({ creation: { kind: 'none' } });
      return job;
    } catch (error) {
      this.#creation = undefined;
      this.#set({ creation: abort.signal.aborted ? stopped(this.#state.get()) : { kind: 'failed', ...told(error) } });
      return undefined;
    }
  }

  /** Ends what is being uploaded. */
  stop(): void {
    this.#creation?.abort(new DOMException('The job is not wanted any more', 'AbortError'));
  }

  dispose(): void {
    this.stop();
    this.#models.abort();
    this.#check.abort();
    void this.#settling?.dispose();
    this.#state.dispose();
  }

  async #loadModels(): Promise<void> {
    this.#models.abort();
    const abort = new AbortController();
    this.#models = abort;
    const { adapter } = this;
    this.#modelsOf = adapter?.id ?? '';
    if (!adapter) return this.#set({ models: { kind: 'ready', models: [] } });
    this.#set({ models: { kind: 'loading' } });
    try {
      const models = await adapter.baseModels({ signal: abort.signal });
      if (!abort.signal.aborted) this.#set({ models: { kind: 'ready', models } });
    } catch (error) {
      if (!abort.signal.aborted) this.#set({ models: { kind: 'failed', ...told(error) } });
    }
  }

  #planCheck(): void {
    const { adapter } = this;
    const { trainingFile } = this.#state.get().draft;
    const request = adapter && trainingFile !== '' ? this.#request(adapter) : undefined;
    const wanted = request && isAnyHere(request) ? JSON.stringify([adapter?.id, request]) : '';
    if (wanted === this.#checked && wanted !== '') return;
    this.#checked = wanted;
    this.#check.abort();
    void this.#settling?.dispose();
    if (!request || !adapter || wanted === '') return this.#set({ check: NO_CHECK });
    this.#set({ check: { kind: 'running', readBytes: 0, totalBytes: 0 } });
    const abort = new AbortController();
    this.#check = abort;
    this.#settling = this.#options.clock.setTimeout(() => void this.#read(adapter, request, abort.signal), SETTLE_MS);
  }

  async #read(adapter: FineTuningAdapter, request: FineTuningRequest, signal: AbortSignal): Promise<void> {
    const tell = (check: CheckState) => !signal.aborted && this.#set({ check });
    try {
      const check = await this.#options.finetuning.check(adapter.id, request, {
        signal,
        onProgress: (readBytes, totalBytes) => tell({ kind: 'running', readBytes, totalBytes }),
      });
      tell({ kind: 'done', check });
    } catch (error) {
      tell({ kind: 'failed', ...told(error) });
    }
  }

  #request(adapter: FineTuningAdapter): FineTuningRequest {
    return requestOfDraft(this.#state.get().draft, adapter, this.#options.root);
  }

  #set(part: Partial<JobFormState>): void {
    this.#state.set({ ...this.#state.get(), ...part });
  }
}

/** A failure is told until something is changed. */
function keptCreation({ creation }: JobFormState): JobFormState['creation'] {
  return creation.kind === 'failed' ? { kind: 'none' } : creation;
}

/** The provider may have created what was asked for already. */
function stopped({ creation }: JobFormState): JobFormState['creation'] {
  if (creation.kind !== 'running' || creation.progress?.type !== 'creating') return { kind: 'none' };
  const message = 'Stopped while the job was being created: it may be there all the same';
  return { kind: 'failed', message, hint: 'Look at the list of jobs before you create it again' };
}

function told(error: unknown): ToldFailure {
  if (DevmgrError.isInstance(error)) return { message: error.message, hint: error.hint };
  return { message: error instanceof Error ? error.message : String(error) };
}
