import {
  isWriteConflict,
  type FileSnapshot,
  type PlannedWrite,
  type SavedChange,
} from 'devmgr/plugin-api/contracts/project-writer';
import { createReview } from '../../review/create-review.js';
import { rebaseReview } from '../../review/edit-review.js';
import { mergeTexts } from '../../review/merge-texts.js';
import type { FileReview } from '../../review/file-review.js';
import { onlyHunk, reviewedText } from '../../review/reviewed-text.js';
import { saveDoubts } from '../save-doubts.js';
import type { SaveQuestions } from '../save-questions.js';
import type { SessionDesk } from '../session-desk.js';
import { textsUnderReview, type ReviewedFile } from '../texts-under-review.js';

/** What a save is made with. */
interface Saving {
  readonly desk: SessionDesk;
  readonly questions: SaveQuestions;
  readonly signal: AbortSignal;
}

/** Files in which both changes were brought together: they are looked at before they are saved. */
export interface SaveOutcome {
  readonly saved: SavedChange | undefined;
  readonly merged: readonly { readonly path: string; readonly conflicts: number }[];
}

const nothing: SaveOutcome = { saved: undefined, merged: [] };

/** Writes all that was not dropped. The person is asked where a file is protected, looks wrong, or was changed meanwhile. */
export async function save(desk: SessionDesk, questions: SaveQuestions): Promise<SaveOutcome> {
  return saving(desk, questions, async (parts) => {
    const texts = textsUnderReview(desk.now.reviews);
    return (await acceptsDoubts(parts, texts)) ? writeTexts(parts, texts) : nothing;
  });
}

/** Writes one hunk of a file alone; the others stay under review. */
export async function saveHunk(
  desk: SessionDesk,
  review: FileReview,
  hunkId: string,
  questions: SaveQuestions,
): Promise<SaveOutcome> {
  return saving(desk, questions, async (parts) => {
    const texts = [{ path: review.path, text: onlyHunk(review, hunkId) }];
    return (await acceptsDoubts(parts, texts)) ? writeTexts(parts, texts) : nothing;
  });
}

async function saving(
  desk: SessionDesk,
  questions: SaveQuestions,
  task: (parts: Saving) => Promise<SaveOutcome>,
): Promise<SaveOutcome> {
  let outcome = nothing;
  await desk.work({ kind: 'saving' }, async (signal) => {
    outcome = await task({ desk, questions, signal });
  });
  return outcome;
}

/** A person may want what looks wrong all the same. */
async function acceptsDoubts({ desk, questions, signal }: Saving, texts: readonly ReviewedFile[]): Promise<boolean> {
  const doubts = await saveDoubts(desk, texts, signal);
  return doubts === undefined || questions.writeDoubtful(doubts);
}

async function writeTexts(parts: Saving, texts: readonly ReviewedFile[]): Promise<SaveOutcome> {
  const settled = await settle(parts, texts);
  if (!settled) return nothing;
  const { writes, allowed, merged } = settled;
  // What was brought together is looked at first, and the others belong to it.
  if (writes.length === 0 || merged.length > 0) return { saved: undefined, merged };
  return write(parts, writes, allowed);
}

interface Settled {
  readonly writes: readonly PlannedWrite[];
  readonly allowed: readonly string[];
  readonly merged: SaveOutcome['merged'];
}

/** Asks about every file that needs it; `undefined`: nothing is to be written. */
async function settle(parts: Saving, texts: readonly ReviewedFile[]): Promise<Settled | undefined> {
  const { desk, questions } = parts;
  const { writer } = await desk.parts.engine();
  const writes: PlannedWrite[] = [];
  const allowed: string[] = [];
  const merged: { path: string; conflicts: number }[] = [];
  for (const { path, text } of texts) {
    const now = await writer.read(path);
    if (now.protection !== undefined) {
      if (!(await questions.writeProtected(path, now.protection))) return undefined;
      allowed.push(now.path);
    }
    const outcome = await settleConflict(parts, now, { path, text });
    if (outcome === undefined) return undefined;
    if (outcome === 'mine') writes.push({ path, text, base: now.version });
    else if (outcome !== 'theirs') merged.push(outcome);
  }
  return { writes, allowed, merged };
}

/** `mine`: it can be written. */
async function settleConflict(
  { desk, questions }: Saving,
  now: FileSnapshot,
  { path, text }: ReviewedFile,
): Promise<'mine' | 'theirs' | { readonly path: string; readonly conflicts: number } | undefined> {
  const review = desk.now.reviews.find((each) => each.path === path);
  if (!review || now.text === review.before || now.text === text) return 'mine';
  const choice = await questions.chooseConflict(path, now.text !== undefined);
  if (choice === 'theirs') change(desk, createReview({ path, before: now.text, after: now.text ?? '' }));
  if (choice !== 'merge') return choice;
  const both = mergeTexts({ base: review.before ?? '', mine: reviewedText(review), theirs: now.text ?? '' });
  change(desk, createReview({ path, before: now.text, after: both.text }));
  return { path, conflicts: both.conflicts };
}

/** Between the look and the write somebody else can be faster: then it is looked and asked again. */
async function write(parts: Saving, writes: readonly PlannedWrite[], allowed: readonly string[]): Promise<SaveOutcome> {
  const { desk } = parts;
  const { writer } = await desk.parts.engine();
  try {
    const saved = await writer.write(writes, { title: titleOf(writes), allowed });
    await settleSaved(desk, saved, writes);
    return { saved, merged: [] };
  } catch (error) {
    if (!isWriteConflict(error)) throw error;
    return writeTexts(parts, writes);
  }
}

function titleOf([first, ...others]: readonly PlannedWrite[]): string {
  return others.length === 0
    ? `Generated ${first?.path ?? ''}`
    : `Generated ${first?.path ?? ''} and ${others.length} more`;
}

async function settleSaved(desk: SessionDesk, saved: SavedChange, writes: readonly ReviewedFile[]): Promise<void> {
  for (const { path, text } of writes) {
    const review = desk.now.reviews.find((each) => each.path === path);
    if (review) change(desk, rebaseReview(review, text));
  }
  desk.change({ type: 'saved', change: saved });
  const { generation } = desk.now;
  if (!generation) return;
  const files = writes.map(({ path, text }) => ({ path, text }));
  void desk.keep((history) => history.markSaved(generation.id, { id: saved.id, files }));
}

function change(desk: SessionDesk, review: FileReview): void {
  desk.change({ type: 'rebased', review });
}
