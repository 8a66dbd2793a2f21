import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from 'devmgr/plugin-api';

/** What `selection.py` reads: exact node ids, a kind of test, or both. Paths are absolute. */
export interface Selection {
  readonly ids?: readonly string[];
  readonly kind?: { readonly paths: readonly string[]; readonly markers: readonly string[] };
}

/** A private folder of one run, through which devmgr and the reporter exchange what does not fit the pipe or the command line. */
export interface RunFolder extends Disposable {
  readonly path: string;
  /** Where the reporter appends events when it has lost the pipe. */
  readonly eventsPath: string;
}

/** Makes the folder below `parent` (made when missing) with the selection in it. Disposing removes it. */
export async function createRunFolder(parent: string, selection: Selection): Promise<RunFolder> {
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, 'tests-'));
  await writeFile(join(path, 'selection.json'), JSON.stringify(selection));
  return {
    path,
    eventsPath: join(path, 'events.jsonl'),
    dispose: () => rm(path, { recursive: true, force: true }),
  };
}
