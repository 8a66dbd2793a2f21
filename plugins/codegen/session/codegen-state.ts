import type { Generation, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { FileSnapshot, SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { TestCounts } from 'devmgr/plugin-api/contracts/test-runs';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { PlannedRequest, WrittenPrompt } from '../generate/generate-job.js';
import type { FileReview } from '../review/file-review.js';
import type { Round } from '../verify/round.js';
import type { TestChoice, Verification } from '../verify/verification.js';

/** What went wrong, for people. */
export interface Told {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What is going on. */
export type Work = {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Of answers that are asked for until the tests pass, or everything fits. */
  readonly round?:
    { readonly number: number; readonly most?: number | undefined; readonly because?: string | undefined } | undefined;
} & (
  | { readonly kind: 'gathering' | 'saving' | 'undoing' | 'comparing' | 'choosing-tests' }
  | { readonly kind: 'asking'; readonly model: string; readonly waitMs?: number | undefined }
  | { readonly kind: 'writing'; readonly model: string; readonly lines: number }
  /** Of the project, for the tests. Files. */
  | { readonly kind: 'copying'; readonly done: number; readonly total: number }
  | {
      /** `testing-before`: without the change, what fails with it. */
      readonly kind: 'testing' | 'testing-before';
      readonly choice: TestChoice;
      readonly counts: TestCounts | undefined;
      readonly total: number | undefined;
    }
);

/** What has come of an answer, as far as it can be shown. */
export interface Arriving {
  /** Of the file that is being written. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** `answer`: no code has come yet, the answer is shown as it is. */
  readonly kind: 'code' | 'answer';
}

/** What the tests said, and whether the code was changed since. */
export interface ShownVerification {
  readonly result: Verification;
  readonly isStale: boolean;
}

/** A request as a person edited it, and what it is of. */
export interface EditedRequest extends Pick<CodegenState, 'target' | 'prompt' | 'usesContext' | 'removed'> {
  readonly request: WrittenPrompt;
}

/** Everything that the tab shows. Immutable. */
export interface CodegenState {
  /** As it is written. */
  readonly target: string;
  readonly prompt: string;
  /** `provider/model`; `undefined`: as the settings and the System tab say. */
  readonly model: string | undefined;
  readonly usesContext: boolean;
  /** What is there now; `undefined`: not known. */
  readonly snapshot: FileSnapshot | undefined;
  readonly targetProblem: Told | undefined;
  /** What would be sent, as it was last reckoned. */
  readonly plan: PlannedRequest | undefined;
  /** Where nothing can be planned, since no model is ready: what one would be shown. */
  readonly gathered: readonly SentContextItem[] | undefined;
  /** `plan` is of target, prompt and model as they are. */
  readonly isPlanFresh: boolean;
  readonly isPlanning: boolean;
  readonly planProblem: Told | undefined;
  /** Ids of items of the context that the person took out. */
  readonly removed: ReadonlySet<string>;
  /** What is sent instead of what would be written. */
  readonly written: WrittenPrompt | undefined;
  /** The request that the person edited last. It is `written` as long as it is of what is asked for. */
  readonly edited: EditedRequest | undefined;
  readonly work: Work | undefined;
  readonly arriving: Arriving | undefined;
  readonly generation: Generation | undefined;
  readonly reviews: readonly FileReview[];
  /** Which of them is looked at. */
  readonly at: number;
  readonly rounds: readonly Round[];
  readonly verification: ShownVerification | undefined;
  /** The last save of what is under review. */
  readonly saved: SavedChange | undefined;
  readonly problem: Told | undefined;
  readonly bakeOff: readonly BakeOffEntry[];
}

/** Before anything was asked for. */
export const emptyState: CodegenState = {
  ...{ target: '', prompt: '', model: undefined, usesContext: true, snapshot: undefined, targetProblem: undefined },
  ...{
    plan: undefined,
    gathered: undefined,
    isPlanFresh: false,
    isPlanning: false,
    planProblem: undefined,
    removed: new Set<string>(),
  },
  ...{
    written: undefined,
    edited: undefined,
    work: undefined,
    arriving: undefined,
    generation: undefined,
    reviews: [],
    at: 0,
  },
  ...{ rounds: [], verification: undefined, saved: undefined, problem: undefined, bakeOff: [] },
};

/** What the answer that is shown is for, where another target is chosen by now. */
export function otherTarget({ generation, snapshot, target }: CodegenState): string | undefined {
  const now = snapshot?.path ?? target.trim();
  return generation && generation.target !== now ? generation.target : undefined;
}

/** The file that is looked at. */
export function shownReview({ reviews, at }: Pick<CodegenState, 'reviews' | 'at'>): FileReview | undefined {
  return reviews[at];
}
