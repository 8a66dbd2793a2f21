import { join } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';
import type {
  FileSnapshot,
  PlannedWrite,
  SavedChange,
  UndoOptions,
  WriteOptions,
} from 'devmgr/plugin-api/contracts/project-writer';
import type { WriterContext } from './create-project-writer.js';
import { realDisk, type Disk } from './disk.js';
import { isInside } from './place/parse-path.js';
import { protectionOf } from './protect/protection-of.js';
import { readFile } from './read-file.js';
import { recoverSaves } from './recover-saves.js';
import { diskFailure, refused } from './refusal.js';
import { saveFiles } from './save-files.js';
import { withSavesLock } from './saves-lock.js';
import { SavesFolder } from './saves/saves-folder.js';
import { storageFailure } from './saves/storage-failure.js';
import { toChange } from './saves/to-change.js';
import { undoSave } from './undo-save.js';
import type { WriterParts } from './writer-parts.js';

/** One thing after the other, in this devmgr and beside others. */
export class Writer {
  readonly #parts: WriterParts;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Brings to an end what was cut off. Rejects when the project's root cannot be read. */
  static async open(context: WriterContext, disk: Disk = realDisk): Promise<Writer> {
    const writer = new Writer(await partsOf(context, disk));
    if ((await writer.#parts.saves.begun().catch(() => [])).length > 0)
      await writer.#alone(() => Promise.resolve()).catch((error: unknown) => context.log.warn(String(error)));
    return writer;
  }

  async read(path: string): Promise<FileSnapshot> {
    return (await readFile(this.#parts, path)).snapshot;
  }

  write(files: readonly PlannedWrite[], options: WriteOptions): Promise<SavedChange> {
    return this.#alone(() => saveFiles(this.#parts, files, options));
  }

  undo(id: string | undefined, options: UndoOptions = {}): Promise<SavedChange> {
    return this.#alone(() => undoSave(this.#parts, id, options));
  }

  async changes(): Promise<readonly SavedChange[]> {
    const { saves } = this.#parts;
    const ids = await saves.ids();
    const found = await Promise.all(
      ids.map(async (id) => {
        // One that cannot be read does not hide the others.
        const [record, undo] = await Promise.all([saves.record(id), saves.undone(id)]).catch(() => []);
        return record && toChange(id, record, undo?.at);
      }),
    );
    return found.filter((change) => change !== undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
  }

  /** What another devmgr began and did not end is brought to an end first. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(refused('Nothing is saved any more: devmgr is being closed', ''));
    const done = this.#last.then(async () => {
      const { disk, saves } = this.#parts;
      await makeFolder(disk, saves.dir);
      return withSavesLock(this.#parts, saves.dir, async () => {
        await recoverSaves(this.#parts);
        return work();
      });
    });
    this.#last = done.catch(() => undefined);
    return done;
  }
}

async function partsOf(context: WriterContext, disk: Disk): Promise<WriterParts> {
  const { workspace, storage, clock, log } = context;
  const { root } = workspace;
  const realRoot = await disk.realpath(root).catch((error: unknown) => {
    throw diskFailure(error, root);
  });
  const own = await Promise.all(
    [storage.workspaceDir, storage.globalDir].map((dir) => disk.realpath(dir).catch(() => dir)),
  );
  const saves = new SavesFolder(disk, join(storage.workspaceDir, 'saves'));
  const protection = protectionOf(context);
  return {
    disk,
    roots: { root, realRoot },
    saves,
    clock,
    log,
    protectionOf: protection,
    ownFolders: own.filter((dir) => isInside(realRoot, dir)),
  };
}

async function makeFolder(disk: Disk, dir: string): Promise<void> {
  try {
    await disk.mkdir(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw DevmgrError.isInstance(error) ? error : storageFailure(error);
  }
}
