import type { FenceInfo } from './fence-info.js';
import type { TextEdit } from './parsed-answer.js';
import type { UnifiedDiff } from './unified-diff.js';

/** What tells whether a fence inside of a file was taken for its end. */
export interface FenceEnds {
  /** Nothing stands behind the marks that open it. */
  readonly isBare: boolean;
  /** Another fence ended it, not the end of the answer. */
  readonly hasEnd: boolean;
  /** The fence that ends it stands further in than the one that opens it. */
  readonly isClosedDeeper: boolean;
  /** Right behind its end; `undefined`: nothing has come yet. */
  readonly lineBehind: string | undefined;
}

/** A fenced block. `text` as it stands there, every line with its `\n`. */
export interface CodeBlock {
  readonly kind: 'code';
  readonly info: FenceInfo;
  /** Where the file is named: in the fence, in the line before it, in the first line of its text, or a little above. */
  readonly path: string | undefined;
  readonly pathFrom: 'info' | 'before' | 'first-line' | undefined;
  /** A sentence before it names the file: it may be a part of it only. */
  readonly isMentioned: boolean;
  /** The line that named the file; it is not in `text`. */
  readonly markerLine: string | undefined;
  readonly text: string;
  readonly lineCount: number;
  readonly isClosed: boolean;
  /** `undefined`: it stands in no fence. */
  readonly fence?: FenceEnds | undefined;
}

/** A search/replace block. */
export interface EditBlock {
  readonly kind: 'edit';
  readonly path: string | undefined;
  /** `undefined`: its end has not come, or never will (`isBroken`). */
  readonly edit: TextEdit | undefined;
  readonly isBroken: boolean;
}

export interface DiffBlock {
  readonly kind: 'diff';
  readonly path: string | undefined;
  readonly diff: UnifiedDiff;
  readonly isClosed: boolean;
}

export type AnswerBlock = CodeBlock | EditBlock | DiffBlock;
