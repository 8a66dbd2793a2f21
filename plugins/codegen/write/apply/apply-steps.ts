import { diskFailure, refused } from '../refusal.js';
import type { Disk } from '../disk.js';
import { Exchange } from './exchange.js';
import { madeFolders, removeFolders } from './remove-folders.js';
import type { Step } from './step.js';

export interface Application {
  readonly disk: Disk;
  readonly realRoot: string;
  readonly token: string;
  /** Makes it count. When it rejects everything is taken back. */
  commit(): Promise<void>;
}

/** Files could not be put back as they were: their old content is in the history, and the next start tries again. */
export class NotTakenBack extends Error {}

/**
 * Exchanges all files or none. Rejects with `ChangedMeanwhile`, a `DevmgrError` that says what the disk has against a file, or what `commit` rejects with, and then everything is as
 * it was; with `NotTakenBack` when even that failed. Resolves to whether nothing is left beside the files.
 */
export async function applySteps(steps: readonly Step[], application: Application): Promise<boolean> {
  const { disk, token } = application;
  const exchanges = steps.map((step, at) => new Exchange(disk, step, token, step.at ?? at));
  try {
    try {
      for (const exchange of exchanges) await namingFile(exchange, exchange.prepare());
      for (const exchange of exchanges) await namingFile(exchange, exchange.exchange());
      for (const exchange of exchanges) await namingFile(exchange, exchange.sync());
      await application.commit();
    } catch (error) {
      await takeBack(steps, exchanges, application, error);
      throw error;
    }
    // They count now: that something cannot be cleared away does not change it.
    let isClear = true;
    for (const exchange of exchanges) await exchange.settle().catch(() => (isClear = false));
    return isClear;
  } finally {
    for (const exchange of exchanges) await exchange.close().catch(() => undefined);
  }
}

/** What the disk says is of one file, though several are saved. */
async function namingFile({ path }: Exchange, work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    throw diskFailure(error, path);
  });
}

async function takeBack(
  steps: readonly Step[],
  exchanges: readonly Exchange[],
  { disk, realRoot }: Application,
  cause: unknown,
): Promise<void> {
  const failures: unknown[] = [];
  for (const exchange of [...exchanges].reverse())
    await exchange.takeBack().catch((error: unknown) => failures.push(error));
  const folders = steps.filter(({ before }) => !before).flatMap(({ place }) => madeFolders(place));
  await removeFolders(disk, realRoot, folders).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new NotTakenBack('Files could not be put back', { cause: new AggregateError([cause, ...failures]) });
}

/** What the person is told then. */
export function notTakenBack(error: NotTakenBack, paths: readonly string[]): Error {
  return refused(
    `Saving failed in the middle, and ${paths.join(', ')} could not all be put back`,
    'Start devmgr again: it puts them back. What was in them is kept in its history of saves.',
    error,
  );
}
