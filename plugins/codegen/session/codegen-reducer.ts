import type { Generation, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { FileSnapshot, SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { PlannedRequest, WrittenPrompt } from '../generate/generate-job.js';
import type { FileReview } from '../review/file-review.js';
import { reviewedText } from '../review/reviewed-text.js';
import type { Round } from '../verify/round.js';
import type { Verification } from '../verify/verification.js';
import type { Arriving, CodegenState, Told, Work } from './codegen-state.js';
import { emptyState } from './codegen-state.js';

export type CodegenChange =
  | { readonly type: 'target-set'; readonly target: string }
  | {
      readonly type: 'target-read';
      readonly snapshot: FileSnapshot | undefined;
      readonly problem: Told | undefined;
    }
  | { readonly type: 'prompt-set'; readonly prompt: string }
  | { readonly type: 'model-set'; readonly model: string | undefined }
  | { readonly type: 'uses-context-set'; readonly on: boolean }
  | { readonly type: 'plan-started' }
  | {
      readonly type: 'plan-ended';
      readonly plan: PlannedRequest | undefined;
      readonly problem?: Told | undefined;
      readonly gathered?: readonly SentContextItem[] | undefined;
    }
  | { readonly type: 'item-toggled'; readonly id: string }
  | { readonly type: 'written-set'; readonly written: WrittenPrompt | undefined }
  | { readonly type: 'work-set'; readonly work: Work }
  | { readonly type: 'work-ended'; readonly problem?: Told | undefined }
  | { readonly type: 'answer-awaited' }
  | { readonly type: 'arrived'; readonly arriving: Arriving }
  | { readonly type: 'generated'; readonly generation: Generation; readonly reviews: readonly FileReview[] }
  /** Decisions or text of a file were changed by the person. */
  | { readonly type: 'reviewed'; readonly review: FileReview }
  /** What is on the disk is another text now. */
  | { readonly type: 'rebased'; readonly review: FileReview }
  | { readonly type: 'problems-found'; readonly of: FileReview; readonly problems: NonNullable<FileReview['problems']> }
  | { readonly type: 'file-shown'; readonly at: number }
  | { readonly type: 'rounds-begun' }
  | { readonly type: 'round-ended'; readonly round: Round }
  | { readonly type: 'verified'; readonly result: Verification }
  | { readonly type: 'saved'; readonly change: SavedChange | undefined }
  | { readonly type: 'bake-off-set'; readonly entries: readonly BakeOffEntry[] }
  | { readonly type: 'cleared' };

/** The state after a change. */
export function reduceCodegen(state: CodegenState, change: CodegenChange): CodegenState {
  switch (change.type) {
    case 'target-set':
      if (change.target === state.target) return state;
      return asked({ ...state, target: change.target, snapshot: undefined, targetProblem: undefined });
    case 'target-read':
      return { ...state, snapshot: change.snapshot, targetProblem: change.problem };
    case 'prompt-set':
      return change.prompt === state.prompt ? state : asked({ ...state, prompt: change.prompt });
    case 'model-set':
      return { ...state, model: change.model, isPlanFresh: false, isPlanning: false };
    case 'uses-context-set':
      return asked({ ...state, usesContext: change.on });
    case 'plan-started':
      return { ...state, isPlanning: true };
    case 'plan-ended':
      return { ...planned(state, change.plan, change.problem), gathered: change.gathered };
    case 'item-toggled':
      return withEdited({ ...state, removed: toggled(state.removed, change.id) });
    case 'written-set':
      return edited(state, change.written);
    default:
      return reduceAnswer(state, change);
  }
}

function reduceAnswer(state: CodegenState, change: CodegenChange): CodegenState {
  switch (change.type) {
    case 'work-set':
      return { ...state, work: change.work };
    case 'work-ended':
      return { ...state, work: undefined, arriving: undefined, problem: change.problem };
    case 'answer-awaited':
      return { ...withoutAnswer(state), rounds: state.rounds };
    case 'arrived':
      return arrived(state, change.arriving);
    case 'generated':
      return { ...state, arriving: undefined, generation: change.generation, reviews: change.reviews, at: 0 };
    case 'rounds-begun':
      return { ...state, rounds: [], problem: undefined };
    case 'round-ended':
      return {
        ...state,
        rounds: [...state.rounds, change.round],
        verification: change.round.verification && { result: change.round.verification, isStale: false },
      };
    case 'verified':
      return { ...state, verification: { result: change.result, isStale: false } };
    case 'bake-off-set':
      return { ...state, bakeOff: change.entries };
    case 'cleared':
      return { ...emptyState, target: state.target, snapshot: state.snapshot, model: state.model };
    default:
      return reduceReview(state, change);
  }
}

function reduceReview(state: CodegenState, change: CodegenChange): CodegenState {
  switch (change.type) {
    case 'reviewed':
    case 'rebased':
      return reviewed(state, change.review);
    case 'problems-found':
      return {
        ...state,
        reviews: state.reviews.map((each) => (each === change.of ? { ...each, problems: change.problems } : each)),
      };
    case 'file-shown':
      return { ...state, at: Math.max(0, Math.min(change.at, state.reviews.length - 1)) };
    case 'saved':
      return { ...state, saved: change.change };
    default:
      return state;
  }
}

/** What the tests said is of another text, where that is so. */
function reviewed(state: CodegenState, review: FileReview): CodegenState {
  const before = state.reviews.find(({ path }) => path === review.path);
  if (!before || before === review) return state;
  const { verification } = state;
  const isStale = verification && (verification.isStale || reviewedText(before) !== reviewedText(review));
  return {
    ...state,
    reviews: state.reviews.map((each) => (each.path === review.path ? review : each)),
    verification: verification && { ...verification, isStale: isStale ?? false },
  };
}

/** Something else is asked for: what was reckoned for it is no longer of it. */
function asked(state: CodegenState): CodegenState {
  return withEdited({ ...state, isPlanFresh: false, isPlanning: false });
}

function edited(state: CodegenState, request: CodegenState['written']): CodegenState {
  const { target, prompt, usesContext, removed } = state;
  return { ...state, written: request, edited: request && { request, target, prompt, usesContext, removed } };
}

/** A request that was edited is sent as long as what it is of is asked for, and again when that is asked for again. */
function withEdited(state: CodegenState): CodegenState {
  const { edited: kept } = state;
  const isOfThis =
    kept?.target === state.target &&
    kept.prompt === state.prompt &&
    kept.usesContext === state.usesContext &&
    kept.removed.size === state.removed.size &&
    [...kept.removed].every((id) => state.removed.has(id));
  return { ...state, written: isOfThis ? kept.request : undefined };
}

function planned(state: CodegenState, plan: PlannedRequest | undefined, problem: Told | undefined): CodegenState {
  const before = plan ?? (problem ? undefined : state.plan);
  return { ...state, plan: before, isPlanFresh: plan !== undefined, isPlanning: false, planProblem: problem };
}

function arrived(state: CodegenState, arriving: Arriving): CodegenState {
  const { work } = state;
  const isWriting = work?.kind === 'asking' || work?.kind === 'writing';
  return { ...state, arriving, work: isWriting ? { ...work, kind: 'writing', lines: arriving.lines } : work };
}

function withoutAnswer(state: CodegenState): CodegenState {
  const { arriving, generation, reviews, at, rounds, verification, saved, problem } = emptyState;
  return { ...state, arriving, generation, reviews, at, rounds, verification, saved, problem };
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
