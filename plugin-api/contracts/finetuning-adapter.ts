import type { Event } from '../event.js';
import type { FineTuningDetail, FineTuningJob } from './finetuning-job.js';

/** Something a person may choose for a job: a hyper-parameter or another field. */
export interface FineTuningParameter {
  /** As the provider calls it: `n_epochs`. */
  readonly name: string;
  readonly title: string;
  readonly type: 'number' | 'text' | 'flag' | 'choice';
  /** What the provider takes when nobody says anything; text for `auto`. */
  readonly default?: string | number | boolean | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  /** Words that are taken in place of a number: `auto`, `max`. */
  readonly words?: readonly string[] | undefined;
  readonly description: string;
}

export interface FineTuningMethod {
  readonly id: string;
  readonly title: string;
  /** What lines of the training file must be. */
  readonly dataFormat: FineTuningDataFormat;
  /** What they may be instead; all lines alike. */
  readonly otherDataFormats?: readonly FineTuningDataFormat[] | undefined;
  readonly parameters: readonly FineTuningParameter[];
}

/**
 * `chat`: `{"messages": [...]}`; `prompt-completion`: `{"prompt", "completion"}`; `text`: `{"text"}`; `preference`: two answers of which one
 * is preferred; `any`: whatever the command takes, JSON objects one a line.
 */
export type FineTuningDataFormat = 'chat' | 'prompt-completion' | 'text' | 'preference' | 'any';

export interface FineTuningBaseModel {
  readonly id: string;
  readonly note?: string | undefined;
  /** Tokens of one example at most. */
  readonly maxExampleTokens?: number | undefined;
  /** US dollars for a million trained tokens. */
  readonly pricePerMillion?: number | undefined;
}

/** What a person asks for. */
export interface FineTuningRequest {
  readonly baseModel: string;
  /** Absolute path of a file on this machine, or the id of a file that the provider has (`file-...`). */
  readonly trainingFile: string;
  readonly validationFile?: string | undefined;
  readonly method?: string | undefined;
  /** Only what was chosen; by names of `FineTuningParameter`. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly suffix?: string | undefined;
  readonly seed?: number | undefined;
  /** What whoever asks wants to find on the job again; kept where the provider has a place for it. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** While a job is being created. Bytes of the file that is on its way. */
export type FineTuningCreateProgress =
  | { readonly type: 'upload'; readonly file: string; readonly sentBytes: number; readonly totalBytes: number }
  /** The provider reads the file. */
  | { readonly type: 'processing'; readonly file: string }
  | { readonly type: 'creating' };

export type FineTuningAvailability =
  | {
      readonly kind: 'ready';
      /** What a person should know all the same: an end that was announced. */ readonly notice?: string | undefined;
    }
  /** Jobs may be looked at, but not created. */
  | { readonly kind: 'read-only'; readonly reason: string; readonly hint: string }
  /** A key, an address or a setting is missing. */
  | { readonly kind: 'needs-setup'; readonly reason: string; readonly hint: string }
  /** Not offered at all. */
  | { readonly kind: 'not-offered'; readonly reason: string; readonly hint: string };

export interface FineTuningCapabilities {
  readonly cancel: boolean;
  readonly pause: boolean;
  readonly resume: boolean;
  readonly validationFile: boolean;
  readonly suffix: boolean;
  readonly seed: boolean;
}

interface Stoppable {
  readonly signal: AbortSignal;
}

/**
 * Jobs of one provider in devmgr's words. Everything rejects with a `DevmgrError` (or `AiError`) that says what to do, or with the signal's
 * reason. Third parties register theirs with `FineTuning.registerAdapter`.
 */
export interface FineTuningAdapter {
  /** Lower-case letters, digits and dashes; that of the AI provider where there is one. */
  readonly id: string;
  readonly title: string;
  readonly capabilities: FineTuningCapabilities;
  /** Without a request; it may change with settings and environment. */
  availability(): FineTuningAvailability;
  /** From the provider's own list. Empty: it has none, any name is taken. */
  baseModels(options: Stoppable): Promise<readonly FineTuningBaseModel[]>;
  /** The first one is the default. */
  methods(baseModel: string | undefined): readonly FineTuningMethod[];
  /** In the provider's words, before anything is spent; `undefined` when nobody can say. */
  estimateCost?(request: FineTuningRequest, tokens: number, options: Stoppable): Promise<number | undefined>;
  create(
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (progress: FineTuningCreateProgress) => void },
  ): Promise<FineTuningJob>;
  /** All jobs that the provider shows, at most some hundreds of the newest. */
  list(options: Stoppable): Promise<readonly FineTuningJob[]>;
  get(id: string, options: Stoppable): Promise<FineTuningJob>;
  detail(id: string, options: Stoppable): Promise<FineTuningDetail>;
  cancel(id: string, options: Stoppable): Promise<FineTuningJob>;
  pause?(id: string, options: Stoppable): Promise<FineTuningJob>;
  resume?(id: string, options: Stoppable): Promise<FineTuningJob>;
  /** Forgets a job that has ended; its files stay. */
  remove?(id: string, options: Stoppable): Promise<void>;
  /** Fires when jobs have changed without being asked for: those on this machine. Nobody polls an adapter that has it. */
  readonly onDidChange?: Event<void> | undefined;
}
