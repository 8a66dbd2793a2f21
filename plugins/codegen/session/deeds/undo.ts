import {
  isWriteConflict,
  type ProjectWriter,
  type SavedChange,
  type UndoOptions,
  type WriteConflictError,
} from 'devmgr/plugin-api/contracts/project-writer';
import { rebaseReview } from '../../review/edit-review.js';
import type { SaveQuestions } from '../save-questions.js';
import type { SessionDesk } from '../session-desk.js';

type Choices = NonNullable<UndoOptions['changed']>;

/** Takes the last save back that stands; the person is asked about files that changed since. What was saved is under review again. */
export function undo(desk: SessionDesk, questions: Pick<SaveQuestions, 'chooseUndo'>): Promise<void> {
  return desk.work({ kind: 'undoing' }, async () => {
    const { writer } = await desk.parts.engine();
    const undone = await takeBack(writer, questions);
    if (!undone) return;
    for (const { path } of undone.files) {
      const review = desk.now.reviews.find((each) => each.path === path);
      if (review) desk.change({ type: 'rebased', review: rebaseReview(review, (await writer.read(path)).text) });
    }
    desk.change({ type: 'saved', change: undone });
  });
}

/** Without files that were left as they are; `undefined`: the person does not want it. */
async function takeBack(
  writer: Pick<ProjectWriter, 'undo'>,
  questions: Pick<SaveQuestions, 'chooseUndo'>,
  changed: Choices = [],
): Promise<SavedChange | undefined> {
  try {
    const undone = await writer.undo(undefined, { changed });
    const left = changed.filter(({ choice }) => choice === 'skip').map(({ path }) => path);
    return { ...undone, files: undone.files.filter(({ path }) => !left.includes(path)) };
  } catch (error) {
    if (!isWriteConflict(error)) throw error;
    const chosen = await choose(error, questions);
    // What changes while the person is asked is asked about again.
    return chosen && takeBack(writer, questions, [...chosen, ...changed]);
  }
}

/** `undefined`: one of the answers was not given. */
async function choose(
  { conflicts, mergeable }: WriteConflictError,
  questions: Pick<SaveQuestions, 'chooseUndo'>,
): Promise<Choices | undefined> {
  const changed: Choices[number][] = [];
  for (const { path, text, version } of conflicts) {
    const isMergeable = mergeable?.includes(path) ?? false;
    const choice = await questions.chooseUndo({ path, exists: text !== undefined, isMergeable });
    if (!choice) return undefined;
    changed.push({ path, base: version, choice });
  }
  return changed;
}
