import type { Disposable } from '../disposable.js';
import { defineService } from '../services.js';
import type { AiTarget, AiUsage } from './ai.js';
import type { SavedChange } from './project-writer.js';

/** The file that code is written for. */
export interface CodeTarget {
  /** From the project's root, with `/`. */
  readonly path: string;
  /** `python`, `typescript`, …; `undefined`: not known. */
  readonly language: string | undefined;
  /** What is in it now, with `\n`; `undefined`: it is not there yet. */
  readonly before: string | undefined;
}

/** Something that the model is shown beside the prompt. */
export interface CodeContextItem {
  /** Unique among all: `file:app/models.py`, `rules:pyproject.toml`. An item with an id that is there already is left out. */
  readonly id: string;
  /** For people: `app/models.py`, `ruff, line length 100`. */
  readonly title: string;
  /** Why it is there, in a few words: `sibling router`, `imported`, `fixtures`. */
  readonly reason: string;
  readonly text: string;
  /** Where the text comes from, where that is a file; `startLine` counts from one. */
  readonly path?: string | undefined;
  readonly startLine?: number | undefined;
  /** Of the text, or nothing. */
  readonly language?: string | undefined;
  /** 0 to 1: of what does not fit the one with least value for its length goes first. */
  readonly value: number;
}

export interface CodeContextRequest {
  readonly target: CodeTarget;
  readonly prompt: string;
  readonly signal: AbortSignal;
}

/** Adds to what the model is shown. One that fails is left out, and said. */
export interface CodeContextProvider {
  /** `plugin-id.what`. */
  readonly id: string;
  /** Nothing for targets that it knows nothing about. Items of secret files are dropped. It has two seconds. */
  provide(request: CodeContextRequest): Promise<readonly CodeContextItem[]>;
}

/** An item of the context, counted. */
export interface SentContextItem extends CodeContextItem {
  /** An estimate, rather too many. */
  readonly tokens: number;
  /** `undefined`: it is sent. Else why not: `does not fit`, `removed`. */
  readonly leftOut: string | undefined;
}

/** A mistake in code, or what a person should look at. Lines and columns count from one. */
export interface CodeProblem {
  readonly line: number;
  readonly column: number | undefined;
  readonly message: string;
}

/** What a file would be. Line ends are `\n`. */
export interface GeneratedFile {
  readonly path: string;
  /** `undefined`: it is new. */
  readonly before: string | undefined;
  readonly after: string;
}

/** A file of the answer that could not be made, and why. */
export interface RefusedFile {
  readonly path: string;
  readonly reason: string;
}

/** What came of one request. Nothing of it is written yet. */
export interface Generation {
  readonly id: string;
  readonly target: string;
  readonly prompt: string;
  /** Who answered. */
  readonly answeredBy: AiTarget;
  /** As the model wrote it, all of it. */
  readonly answer: string;
  /** The target first. Empty where the answer holds no code. */
  readonly files: readonly GeneratedFile[];
  readonly refused: readonly RefusedFile[];
  /** What the person should know: the answer was cut, it held no code. */
  readonly notes: readonly string[];
  readonly context: readonly SentContextItem[];
  readonly usage: AiUsage;
  readonly durationMs: number;
  /** Stopped by the person: `answer` and `files` are what had come. */
  readonly isStopped: boolean;
  /** The model had not said all: its length, the provider's filter or a broken connection ended the answer. Files that look whole may not be. */
  readonly isCut?: boolean | undefined;
}

export interface GenerateRequest {
  /** The target. */
  readonly path: string;
  readonly prompt: string;
  /** `provider/model` or `provider`. Default: who was chosen in the tab, or else the setting `model`, or else who was chosen for the whole of devmgr. */
  readonly model?: string | undefined;
  /** A model that a server on this machine does not list is asked all the same: the server has the last word. Default false: it is refused. */
  readonly takesUnlistedModel?: boolean | undefined;
  /** More to read: the text of a file, an error. */
  readonly attachments?: readonly { readonly title: string; readonly text: string }[];
  /** Whether the project's code is shown to the model. Default true. */
  readonly usesContext?: boolean | undefined;
}

/**
 * In this order, `attempt-…` and deltas as often as they come; `generation-end` is the last, unless it throws. `context-end` comes again when the
 * model takes less than was known of it, and is asked with less.
 */
export type GenerateEvent =
  | { readonly type: 'context-end'; readonly items: readonly SentContextItem[]; readonly notes: readonly string[] }
  | { readonly type: 'attempt-start'; readonly target: AiTarget; readonly attempt: number }
  | {
      readonly type: 'attempt-fail';
      readonly target: AiTarget;
      readonly error: Error;
      readonly retryInMs: number | undefined;
    }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'generation-end'; readonly generation: Generation };

/** Writes code for a file of the project, with the project's code in view. */
export interface CodeGenerator {
  /** Throws a `DevmgrError` or an `AiError`. Aborting ends it with what had come. */
  generate(request: GenerateRequest, options: { readonly signal: AbortSignal }): AsyncIterable<GenerateEvent>;
  /** Writes all files of a generation through the `ProjectWriter`. Rejects as that does. */
  save(generation: Generation): Promise<SavedChange>;
  /** The id must be free. */
  registerContextProvider(provider: CodeContextProvider): Disposable;
}

/** Provided by the codegen plugin. */
export const CodeGenerator = defineService<CodeGenerator>('codegen.generator');
