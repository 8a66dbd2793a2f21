import type { SavedChange, UndoOptions } from 'devmgr/plugin-api/contracts/project-writer';
import { applySteps, NotTakenBack, notTakenBack } from './apply/apply-steps.js';
import { ChangedMeanwhile } from './apply/exchange.js';
import { removeFolders } from './apply/remove-folders.js';
import type { Step } from './apply/step.js';
import { changedHint, planUndo } from './plan-undo.js';
import { snapshotsOf } from './plan-write.js';
import { diskFailure, refused } from './refusal.js';
import { newToken } from './save-files.js';
import type { SaveRecord, UndoRecord } from './saves/save-record.js';
import type { Begun } from './saves/saves-folder.js';
import { toChange } from './saves/to-change.js';
import { writeConflict } from './write-conflict.js';
import type { WriterParts } from './writer-parts.js';

/** Takes a save back as `ProjectWriter.undo` says. For who has the lock. */
export async function undoSave(
  parts: WriterParts,
  wanted: string | undefined,
  options: UndoOptions,
): Promise<SavedChange> {
  const { saves, clock } = parts;
  const id = wanted ?? (await lastStanding(parts));
  const record = id === undefined ? undefined : await saves.record(id);
  if (id === undefined) throw refused('There is no save to take back', 'Save something first.');
  if (!record) throw refused(`There is no save ${id}`, 'Choose one of the list of saves; old ones are removed.');
  if (await saves.undone(id)) throw refused(`“${record.title}” was taken back already`, 'Choose another save.');
  const { steps, modes, versions, now } = await planUndo(parts, id, record, options);
  const undo: UndoRecord = { at: clock.now(), token: newToken(), modes, files: versions };
  const begun: Begun = { id, kind: 'undo' };
  await saves.beginUndo(id, undo, now);
  const isClear = await exchangeAll(parts, steps, { begun, undo });
  // As long as it is not closed, the next save, or the next start, clears up what is left.
  await clearUp(parts, record, isClear ? begun : undefined).catch((error: unknown) => {
    parts.log.warn(`After the undo of ${id} something is left to be cleared up: ${String(error)}`);
  });
  return toChange(id, record, undo.at);
}

async function clearUp({ disk, roots, saves }: WriterParts, { files }: SaveRecord, begun: Begun | undefined) {
  const folders = files.flatMap((file) => file.folders);
  await removeFolders(disk, roots.realRoot, folders);
  if (begun) await saves.close(begun);
}

async function lastStanding({ saves }: WriterParts): Promise<string | undefined> {
  for (const id of await saves.ids()) if ((await saves.record(id)) && !(await saves.undone(id))) return id;
  return undefined;
}

interface Undo {
  readonly begun: Begun;
  readonly undo: UndoRecord;
}

/** Whether nothing is left beside the files. */
async function exchangeAll(parts: WriterParts, steps: readonly Step[], { begun, undo }: Undo): Promise<boolean> {
  const { disk, roots, saves } = parts;
  const { realRoot } = roots;
  const paths = steps.map(({ place }) => place.path);
  try {
    const commit = () => saves.commit(begun, undo);
    return await applySteps(steps, { disk, realRoot, token: undo.token, commit });
  } catch (error) {
    if (error instanceof NotTakenBack) throw notTakenBack(error, paths);
    await saves.cancel(begun).catch(() => undefined);
    if (error instanceof ChangedMeanwhile)
      throw writeConflict(await snapshotsOf(parts, [error.message]), { hint: changedHint });
    throw diskFailure(error, paths.join(', '));
  }
}
