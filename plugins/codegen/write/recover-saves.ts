import { applySteps } from './apply/apply-steps.js';
import { clearBeside, hasOldBeside } from './apply/clear-beside.js';
import { removeFolders } from './apply/remove-folders.js';
import type { Step } from './apply/step.js';
import { readFile, type ReadFile } from './read-file.js';
import { newToken } from './save-files.js';
import type { SaveRecord, UndoRecord, Versions } from './saves/save-record.js';
import type { Begun } from './saves/saves-folder.js';
import type { WriterParts } from './writer-parts.js';

/** A save or undo that a killed devmgr began. `undo` is there for an undo. */
interface CutOff {
  readonly begun: Begun;
  readonly record: SaveRecord;
  readonly undo: UndoRecord | undefined;
}

/** As it was when that began, or as it shall be. `other`: somebody changed it since, or something else is in its place. */
type Found = { readonly is: 'from' | 'to'; readonly file: ReadFile } | { readonly is: 'other' };

/**
 * Brings saves to an end that were cut off: what counts is cleared up; else the files are put back as they were, unless all of
 * them had been exchanged already. Files that somebody changed since are left as they are. For who has the lock. What fails is
 * tried again at the next start.
 */
export async function recoverSaves(parts: WriterParts): Promise<void> {
  for (const begun of await parts.saves.begun()) {
    try {
      await recover(parts, begun);
    } catch (error) {
      parts.log.error(`The save ${begun.id}, which was cut off, could not be brought to an end`, error);
    }
  }
}

async function recover(parts: WriterParts, begun: Begun): Promise<void> {
  const cutOff = await cutOffOf(parts, begun);
  // A record that is not whole: no file has been touched.
  if (!cutOff) return parts.saves.cancel(begun);
  const { record, undo } = cutOff;
  const isCounted = (await counts(parts, cutOff)) || (await bringToEnd(parts, cutOff));
  parts.log.warn(`“${record.title}” was cut off and has been ${isCounted === !undo ? 'finished' : 'taken back'}`);
  await clearBeside(parts, record.files, undo?.token ?? record.token);
  const folders = record.files.flatMap((file) => file.folders);
  if (isCounted === (undo !== undefined)) await removeFolders(parts.disk, parts.roots.realRoot, folders);
  await (isCounted ? parts.saves.close(begun) : parts.saves.cancel(begun));
}

async function cutOffOf({ saves }: WriterParts, begun: Begun): Promise<CutOff | undefined> {
  if (begun.kind === 'save') {
    const record = await saves.begunSave(begun.id);
    return record && { begun, record, undo: undefined };
  }
  const record = await saves.record(begun.id);
  const undo = await saves.begunUndo(begun.id);
  return record && undo && { begun, record, undo };
}

async function counts({ saves }: WriterParts, { begun }: CutOff): Promise<boolean> {
  return (await (begun.kind === 'save' ? saves.record(begun.id) : saves.undone(begun.id))) !== undefined;
}

/** Whether it counts now. */
async function bringToEnd(parts: WriterParts, cutOff: CutOff): Promise<boolean> {
  const { begun, record, undo } = cutOff;
  const found = await Promise.all(record.files.map(({ path }, at) => findState(parts, path, versionsOf(cutOff, at))));
  const isWhole = found.every(({ is }) => is === 'to');
  if (!isWhole) await putBack(parts, cutOff, found);
  const isKept = isWhole || (!undo && (await lostIfForgotten(parts, record, found)));
  if (isKept) await parts.saves.commit(begun, undo ?? record);
  return isKept;
}

function versionsOf({ record, undo }: CutOff, at: number): Versions {
  const { before, after } = record.files[at] ?? {};
  if (!undo) return { from: before?.version, to: after?.version };
  return undo.files?.[at] ?? { from: after?.version, to: before?.version };
}

async function findState(parts: WriterParts, path: string, { from, to }: Versions): Promise<Found> {
  const file = await readFile(parts, path).catch(() => undefined);
  if (!file || file.place.path !== path) return { is: 'other' };
  const version = file.state?.version;
  if (version === to) return { is: 'to', file };
  return version === from ? { is: 'from', file } : { is: 'other' };
}

async function putBack(parts: WriterParts, cutOff: CutOff, found: readonly Found[]): Promise<void> {
  const { begun, record, undo } = cutOff;
  const steps: Step[] = [];
  for (const [at, state] of found.entries()) {
    const { from, to } = versionsOf(cutOff, at);
    if (state.is !== 'to' || from === to) continue;
    const { before, after } = record.files[at] ?? {};
    const side = !undo ? 'before' : from === after?.version ? 'after' : 'now';
    const bytes = from === undefined ? undefined : await parts.saves.bytesOf(begun.id, at, side);
    const mode = undo ? undo.modes[at] : before?.mode;
    steps.push({ place: state.file.place, before: state.file.state, after: bytes && { bytes, mode } });
  }
  const { disk, roots } = parts;
  await applySteps(steps, { disk, realRoot: roots.realRoot, token: newToken(), commit: () => Promise.resolve() });
}

/** A file was exchanged and then changed by somebody: its old content is in the history alone. */
async function lostIfForgotten(parts: WriterParts, { files, token }: SaveRecord, found: readonly Found[]) {
  for (const [at, file] of files.entries())
    if (found[at]?.is === 'other' && (await hasOldBeside(parts, file, { token, at }))) return true;
  return false;
}
