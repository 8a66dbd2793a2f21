import type { CodeContent, DiffContent, DiffHunk, StyledText, TextSpan } from 'devmgr/plugin-api';
import { languageOf } from '../generate/language-of.js';
import { diffHunks } from '../review/diff-hunks.js';
import type { FileReview } from '../review/file-review.js';
import { otherTarget, shownReview, type CodegenState } from '../session/codegen-state.js';
import { keptHunks, keptText } from './kept-hunks.js';
import { costText, countText, durationText, tokensText } from './number-text.js';

/** In characters: some milliseconds. */
const longestMasked = 100_000;

/** What stands in the place of the code. */
export type PreviewContent =
  | { readonly kind: 'diff'; readonly review: FileReview; readonly content: DiffContent }
  /** `follows`: its end is looked at, since it is being written. */
  | { readonly kind: 'code'; readonly content: CodeContent | undefined; readonly follows: boolean }
  /** An answer as it was written, in Markdown. */
  | { readonly kind: 'prose'; readonly text: string; readonly follows: boolean };

/** What is looked at: what arrives, the change under review, else the file as it is, without secrets. */
export function previewContent(state: CodegenState, redact: (text: string) => string): PreviewContent {
  const { arriving, generation, snapshot } = state;
  if (arriving) {
    if (arriving.kind === 'answer') return { kind: 'prose', text: arriving.text, follows: true };
    return { kind: 'code', content: { text: arriving.text, language: languageOf(arriving.path) }, follows: true };
  }
  const review = shownReview(state);
  if (review) return reviewContent(review);
  if (generation) return { kind: 'prose', text: generation.answer, follows: false };
  return snapshot?.text === undefined
    ? code(undefined)
    : code(fileText(snapshot.text, redact), languageOf(snapshot.path));
}

/** A file that nobody changes yet is shown to whoever looks at the screen. What is long takes long. */
function fileText(text: string, redact: (text: string) => string): string {
  return text.length <= longestMasked ? redact(text) : text;
}

function reviewContent(review: FileReview): PreviewContent {
  const language = languageOf(review.path);
  if (review.hunks.length === 0) return code(review.before, language);
  return { kind: 'diff', review, content: { hunks: diffHunks(review).map(asCheckbox), language } };
}

/** Each hunk is saved or not: what nobody has decided about is saved. */
function asCheckbox(hunk: DiffHunk): DiffHunk {
  return hunk.decision === 'open' ? { ...hunk, decision: 'accepted' } : hunk;
}

function code(text: string | undefined, language?: string): PreviewContent {
  return { kind: 'code', content: text === undefined ? undefined : { text, language }, follows: false };
}

/** `Preview app/routers/refunds.py · new file · 3 hunks`. */
export function previewTitle(state: CodegenState): StyledText {
  const { arriving, generation, reviews, at } = state;
  if (arriving) return spans('Preview', [{ text: arriving.path }, muted(countText(arriving.lines, 'line'))]);
  const review = shownReview(state);
  if (!review) {
    if (generation) {
      const isRefused = generation.refused.length > 0;
      return spans('Answer', [{ text: isRefused ? 'it does not fit' : 'no code in it', style: 'warning' }]);
    }
    return state.snapshot?.text === undefined ? 'Preview' : spans('Preview', [{ text: state.snapshot.path }]);
  }
  const other = otherTarget(state);
  const whose: readonly TextSpan[] = other === undefined ? [] : [{ text: `for ${other}`, style: 'warning' }];
  const which = reviews.length > 1 ? [muted(`file ${at + 1} of ${reviews.length}`)] : [];
  return spans('Preview', [
    { text: review.path },
    ...whose,
    ...which,
    ...reviewFacts(review, isSaved(state, review)),
    ...answeredFacts(generation),
  ]);
}

/** Who wrote it, how long that took and what it cost. */
function answeredFacts(generation: CodegenState['generation']): readonly TextSpan[] {
  if (!generation) return [];
  const { answeredBy, usage, durationMs } = generation;
  const facts = [answeredBy.modelId, durationText(durationMs)];
  if (usage.outputTokens !== undefined) facts.push(`${tokensText(usage.outputTokens)} tokens`);
  if (usage.costUsd !== undefined) facts.push(costText(usage.costUsd));
  return [muted(facts.join(' '))];
}

/** It stands on the disk as it is here. */
export function isSaved({ saved }: CodegenState, { path, hunks }: FileReview): boolean {
  return hunks.length === 0 && saved?.undoneAt === undefined && (saved?.files ?? []).some((file) => file.path === path);
}

function reviewFacts(review: FileReview, isSavedNow: boolean): readonly TextSpan[] {
  const { before, problems } = review;
  const { kept, total } = keptHunks([review]);
  const facts: TextSpan[] = [];
  if (isSavedNow) return [{ text: '✓ saved', style: 'success' }];
  if (before === undefined) facts.push({ text: 'new file', style: 'success' });
  if (kept < total) facts.push({ text: `saves ${keptText({ kept, total })}`, style: 'warning' });
  else facts.push(muted(total > 0 ? countText(total, 'hunk') : 'no change'));
  if (problems && problems.length > 0)
    facts.push({ text: `✗ ${countText(problems.length, 'problem')}`, style: 'error' });
  return facts;
}

function muted(text: string): TextSpan {
  return { text, style: 'muted' };
}

function spans(name: string, facts: readonly TextSpan[]): StyledText {
  return [{ text: `${name} ` }, ...facts.flatMap((fact, at) => (at === 0 ? [fact] : [muted(' · '), fact]))];
}
