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
  await exchangeAll(parts, steps, { begun, record });
  await parts.saves.close(begun);
  await pruneSaves(parts.saves, parts.clock.now()).catch((error: unknown) =>
    parts.log.warn('Old saves could not be removed', { error }),
  );
  return toChange(begun.id, record, undefined);
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
): Promise<void> {
  const { disk, roots, saves } = parts;
  const paths = steps.map(({ place }) => place.path);
  try {
    const commit = () => saves.commit(begun, record);
    await applySteps(steps, { disk, realRoot: roots.realRoot, token: record.token, commit });
  } catch (error) {
    if (error instanceof NotTakenBack) throw notTakenBack(error, paths);
    await saves.cancel(begun).catch(() => undefined);
    if (error instanceof ChangedMeanwhile) throw writeConflict(await snapshotsOf(parts, [error.message]));
    throw diskFailure(error, paths.join(', '));
  }
}
