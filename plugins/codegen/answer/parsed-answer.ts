/** One place of a file that shall be other text. Both are lines, each with its `\n`. An empty `search` means a file that is not there yet. */
export interface TextEdit {
  readonly search: string;
  readonly replace: string;
  /** Where the answer says it is, counted from one; often wrong, so only a help where several places fit. */
  readonly nearLine?: number | undefined;
}

/** What an answer says of one file. `path` as it is written there. */
export type FileAnswer = {
  readonly path: string;
  /** The end of its block has come. */
  readonly isComplete: boolean;
} & (
  | {
      readonly kind: 'whole';
      readonly text: string;
      /** A comment at the top that only named the file. Not in `text`: it belongs there when the file begins with it. */
      readonly markerLine?: string | undefined;
      /** A sentence named the file: the text may be a part of it only. */
      readonly isMentioned?: boolean | undefined;
    }
  /** Search/replace blocks and the hunks of a unified diff alike. */
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  /** It shall be deleted or renamed, which is never done: told. */
  | { readonly kind: 'unsupported'; readonly reason: string }
);

export interface ParsedAnswer {
  /** In the order of the answer. One path may occur twice: the applier decides. */
  readonly files: readonly FileAnswer[];
  /** What is no code: explanations. */
  readonly prose: string;
}
