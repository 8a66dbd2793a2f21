import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { Event, ReadonlyStore } from 'devmgr/plugin-api';

/** What came of the tests of a generation. */
export interface KeptVerdict {
  readonly verdict: 'passed' | 'failed' | 'unable' | 'stopped';
  readonly passed: number;
  readonly failed: number;
  /** Those that fail without it too, which are not among `failed`. */
  readonly failedBefore?: number | undefined;
}

/** A line of the list. */
export interface GenerationSummary {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly target: string;
  /** The first line. */
  readonly prompt: string;
  readonly model: string;
  readonly files: number;
  /** The id of the `SavedChange`; `undefined`: not saved. */
  readonly savedAs: string | undefined;
  readonly tests: KeptVerdict | undefined;
  /** Of a list of rows: how many answers in a row it stands for. */
  readonly answers?: number | undefined;
  /** Theirs, the newest first. */
  readonly ids?: readonly string[] | undefined;
}

/** Generations of this project, on this machine. Secrets are masked before they are kept. A folder that cannot be written is told once. */
export interface GenerationHistory {
  add(generation: Generation): Promise<void>;
  /** What was saved may differ from the answer: the texts as they were saved are kept with it. */
  markSaved(
    id: string,
    change: { readonly id: string; readonly files: readonly { readonly path: string; readonly text: string }[] },
  ): Promise<void>;
  markTested(id: string, tests: KeptVerdict): Promise<void>;
  /** The person changed files of it: `open` gives them so, and what tests said holds no more. A text that holds a secret is not kept. */
  markEdited(id: string, files: readonly { readonly path: string; readonly text: string }[]): Promise<void>;
  /** Newest first. `search`: words that target, prompt or model hold. `inRows`: of answers in a row to the same only the last. */
  list(options?: {
    readonly search?: string;
    readonly limit?: number;
    readonly inRows?: boolean;
  }): Promise<readonly GenerationSummary[]>;
  /** `undefined`: there is none. */
  open(id: string): Promise<Generation | undefined>;
  remove(id: string): Promise<void>;
  /** One JSON object a line, with its line end, of saved generations: `{"messages":[system, user, assistant]}`, oldest first. */
  exportJsonl(): AsyncIterable<string>;
  readonly onDidChange: Event<void>;
  /** What keeps generations from being kept, for the person; `undefined`: nothing does. */
  readonly problem: ReadonlyStore<string | undefined>;
}
