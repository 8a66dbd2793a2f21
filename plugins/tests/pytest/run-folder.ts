import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DevmgrError, ExitCode, type Disposable } from 'devmgr/plugin-api';

/** What `selection.py` reads: exact node ids, a kind of test, or both, and what comes first. Paths are absolute. */
export interface Selection {
  readonly ids?: readonly string[];
  readonly kind?: { readonly paths: readonly string[]; readonly markers: readonly string[] };
  /** Tests that are not run, whatever else chooses them. */
  readonly except?: readonly string[];
  /** Tests that are run before the others. */
  readonly first?: readonly string[];
}

/** A private folder of one run, through which devmgr and the reporter exchange what does not fit the pipe or the command line. */
export interface RunFolder extends Disposable {
  readonly path: string;
  /** Where the reporter appends events when it has lost the pipe. */
  readonly eventsPath: string;
}

/**
 * Makes the folder below `parent` (made when missing) with the selection in it. Disposing removes it.
 * Rejects with `PLUGIN_TESTS_NO_FOLDER` when the disk is full or may not be written.
 */
export async function createRunFolder(parent: string, selection: Selection): Promise<RunFolder> {
  const path = await makeFolder(parent, selection).catch((cause: unknown) => {
    throw noFolder(parent, cause);
  });
  return {
    path,
    eventsPath: join(path, 'events.jsonl'),
    // Processes that pytest leaves behind may write into it while it goes.
    dispose: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  };
}

async function makeFolder(parent: string, selection: Selection): Promise<string> {
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, 'tests-'));
  try {
    await writeFile(join(path, 'selection.json'), JSON.stringify(selection));
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
  return path;
}

function noFolder(parent: string, cause: unknown): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_FOLDER',
    message: `${parent} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Make room on the disk, or set DEVMGR_HOME to a folder that you may write to.',
    exitCode: ExitCode.unavailable,
    cause,
  });
}
