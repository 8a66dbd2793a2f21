import type {
  CodeTarget,
  GenerateEvent,
  GeneratedFile,
  SentContextItem,
} from 'devmgr/plugin-api/contracts/code-generator';

/** What a model is asked. */
export interface WrittenPrompt {
  readonly system: string;
  readonly user: string;
}

/** What went wrong with an earlier answer to the same prompt, for the next one. */
export interface Repair {
  /** The files as that answer made them. */
  readonly files: readonly GeneratedFile[];
  /** The failing frames and messages, or why parts of the answer could not be applied. For the model. */
  readonly report: string;
}

/** Everything that one request needs. */
export interface GenerateJob {
  readonly target: CodeTarget;
  readonly prompt: string;
  /** `undefined`: gathered now. Else what was gathered, without what the person removed. */
  readonly items?: readonly SentContextItem[] | undefined;
  /** `provider/model` or `provider`; `undefined`: the setting, the person's choice. */
  readonly model: string | undefined;
  /** See `GenerateRequest`. */
  readonly takesUnlistedModel?: boolean | undefined;
  readonly attachments?: readonly { readonly title: string; readonly text: string }[] | undefined;
  readonly usesContext?: boolean | undefined;
  /** The enhanced prompt as the person edited it: sent instead of the one that would be built. */
  readonly written?: WrittenPrompt | undefined;
  readonly repair?: Repair | undefined;
}

/** What would be sent. */
export interface PlannedRequest {
  readonly written: WrittenPrompt;
  readonly items: readonly SentContextItem[];
  /** An estimate of everything together. */
  readonly tokens: number;
  /** What the model can read. */
  readonly room: number;
  /** Where that is a guess: how a person says what it is. It is among the notes only where something was left out. */
  readonly roomHint?: string | undefined;
  readonly providerId: string;
  readonly modelId: string;
  /** Where it goes; `undefined`: it stays on this machine. */
  readonly host: string | undefined;
  readonly notes: readonly string[];
}

/** The one use case that tab, command line and service share. */
export interface Generator {
  /** Gathers, counts and writes the prompt, and sends nothing. Rejects with a `DevmgrError`: empty prompt, a path that cannot be written, no model. */
  plan(job: GenerateJob, options: { readonly signal: AbortSignal }): Promise<PlannedRequest>;
  /** What a model would be shown beside the prompt as far as it fits, also while none is ready. Rejects as `plan`, but not for want of a model. */
  gather(job: GenerateJob, options: { readonly signal: AbortSignal }): Promise<readonly SentContextItem[]>;
  generate(job: GenerateJob, options: { readonly signal: AbortSignal }): AsyncIterable<GenerateEvent>;
}
