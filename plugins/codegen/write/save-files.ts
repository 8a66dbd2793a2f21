import { randomBytes } from 'node:crypto';
import type { PlannedWrite, SavedChange, WriteOptions } from 'devmgr/plugin-api/contracts/project-writer';
import { applySteps, NotTakenBack, notTakenBack } from './apply/apply-steps.js';
import { ChangedMeanwhile } from './apply/exchange.js';
import { madeFolders } from './apply/remove-folders.js';
import { planWrite, snapshotsOf, type PlannedStep } from './plan-write.js';
import { diskFailure } from './refusal.js';
import { pruneSaves } from './saves/prune-saves.js';
import type { SaveRecord } from './saves/save-record.js';
import { toChange } from './saves/to-change.js';
import type { Begun } from './saves/saves-folder.js';
import { writeConflict } from './write-conflict.js';
import type { WriterParts } from './writer-parts.js';

/** Saves files as `ProjectWriter.write` says. For who has the lock. */
export async function saveFiles(
  parts: WriterParts,
  files: readonly PlannedWrite[],
  options: WriteOptions,
): Promise<SavedChange> {
  const steps = await planWrite(parts, files, options);
  const record = recordOf(steps, options.title, parts.clock.now());
  if (steps.length === 0) return toChange('', record, undefined);
  const bytes = steps.map(({ before, after }) => ({ before: before?.bytes, after: after.bytes }));
  const begun: Begun = { id: await parts.saves.begin(record, bytes), kind: 'save' };
  const isClear = await exchangeAll(parts, steps, { begun, record });
  await clearUp(parts, begun, isClear).catch((error: unknown) => {
    parts.log.warn(`After the save ${begun.id} something is left to be cleared up: ${String(error)}`);
  });
  return toChange(begun.id, record, undefined);
}

/** As long as it is not closed, the next save, or the next start, clears up what is left. */
async function clearUp({ saves, clock }: WriterParts, begun: Begun, isClear: boolean): Promise<void> {
  if (isClear) await saves.close(begun);
  await pruneSaves(saves, clock.now());
}

function recordOf(steps: readonly PlannedStep[], title: string, at: number): SaveRecord {
  const files = steps.map(({ place, before, after, version, added, removed }) => ({
    path: place.path,
    folders: madeFolders(place),
    before: before && { version: before.version, size: before.bytes.length, mode: before.mode },
    after: { version, size: after.bytes.length, mode: before?.mode },
    added,
    removed,
  }));
  return { title, at, token: newToken(), files };
}

/** For names beside the person's files that nobody else uses. */
export function newToken(): string {
  return randomBytes(8).toString('hex');
}

async function exchangeAll(
  parts: WriterParts,
  steps: readonly PlannedStep[],
  { begun, record }: { readonly begun: Begun; readonly record: SaveRecord },
): Promise<boolean> {
  const { disk, roots, saves } = parts;
  const paths = steps.map(({ place }) => place.path);
  try {
    const commit = () => saves.commit(begun, record);
    return await applySteps(steps, { disk, realRoot: roots.realRoot, token: record.token, commit });
  } catch (error) {
    if (error instanceof NotTakenBack) throw notTakenBack(error, paths);
    await saves.cancel(begun).catch(() => undefined);
    if (error instanceof ChangedMeanwhile) throw writeConflict(await snapshotsOf(parts, [error.message]));
    throw diskFailure(error, paths.join(', '));
  }
}
