import { join } from 'node:path';
import { errorCode, type Disk } from '../disk.js';
import { parseSaveRecord, parseUndoRecord, type SaveRecord, type UndoRecord } from './save-record.js';
import { storageFailure } from './storage-failure.js';
import { syncFolder, writeDurably } from './write-durably.js';

/** `now`: when it was taken back, of files that had changed since. */
export type Side = 'before' | 'after' | 'now';

/** What a save puts into its folder: the bytes of every file. */
export type SavedBytes = readonly { readonly before: Buffer | undefined; readonly after: Buffer }[];

/** Saves and undos that were begun; one that nobody works on was cut off. */
export interface Begun {
  readonly id: string;
  readonly kind: 'save' | 'undo';
}

/**
 * The saves of a project: `<id>/change.json` with `<n>.before` and `<n>.after`, `<id>/undone.json` when it was taken back, with `<n>.now` of what had
 * changed since. While one is
 * made its record lies beside the folders (`save-<id>.json`, `undo-<id>.json`), until nothing is left to be cleared away. Only who has
 * the lock writes here.
 */
export class SavesFolder {
  readonly #disk: Disk;

  constructor(
    disk: Disk,
    readonly dir: string,
  ) {
    this.#disk = disk;
  }

  /** Keeps everything that is needed to take a save back. Nothing counts yet. */
  async begin(record: SaveRecord, bytes: SavedBytes): Promise<string> {
    const id = await this.#makeFolder();
    try {
      for (const [at, { before, after }] of bytes.entries()) {
        if (before) await writeDurably(this.#disk, this.#bytes(id, at, 'before'), before);
        await writeDurably(this.#disk, this.#bytes(id, at, 'after'), after);
      }
      await syncFolder(this.#disk, join(this.dir, id));
      await writeDurably(this.#disk, this.#begun({ id, kind: 'save' }), JSON.stringify(record));
      return id;
    } catch (error) {
      await this.#disk.rm(join(this.dir, id), { recursive: true, force: true }).catch(() => undefined);
      throw storageFailure(error);
    }
  }

  /** `now`: of files that are not as the save left them, by their numbers. */
  async beginUndo(id: string, record: UndoRecord, now: ReadonlyMap<number, Buffer>): Promise<void> {
    try {
      for (const [at, bytes] of now) await writeDurably(this.#disk, this.#bytes(id, at, 'now'), bytes);
      if (now.size > 0) await syncFolder(this.#disk, join(this.dir, id));
      await writeDurably(this.#disk, this.#begun({ id, kind: 'undo' }), JSON.stringify(record));
    } catch (error) {
      throw storageFailure(error);
    }
  }

  /** From now on it counts. */
  async commit(begun: Begun, record: SaveRecord | UndoRecord): Promise<void> {
    await writeDurably(this.#disk, this.#counted(begun), JSON.stringify(record)).catch((error: unknown) => {
      throw storageFailure(error);
    });
  }

  /** Nothing is left to be done for one that counts. */
  async close(begun: Begun): Promise<void> {
    await this.#disk.rm(this.#begun(begun), { force: true });
    await syncFolder(this.#disk, this.dir);
  }

  /** Forgets one that was begun. */
  async cancel(begun: Begun): Promise<void> {
    await this.#disk.rm(this.#counted(begun), { force: true });
    await this.#disk.rm(this.#begun(begun), { force: true });
    if (begun.kind === 'save') await this.remove(begun.id);
  }

  async remove(id: string): Promise<void> {
    await this.#disk.rm(join(this.dir, id), { recursive: true, force: true });
  }

  /** All that are begun. */
  async begun(): Promise<readonly Begun[]> {
    const names = await this.#names();
    return names.flatMap((name) => {
      const [, kind, id] = /^(save|undo)-(\d+)\.json$/.exec(name) ?? [];
      return id === undefined ? [] : [{ id, kind: kind as Begun['kind'] }];
    });
  }

  /** Newest first; also of folders that a crash left without a record. */
  async ids(): Promise<readonly string[]> {
    const names = (await this.#names()).filter((name) => /^\d{1,9}$/.test(name));
    return names.sort((a, b) => Number(b) - Number(a));
  }

  /** `undefined`: there is none, or it is damaged. Rejects when that cannot be told. */
  async record(id: string): Promise<SaveRecord | undefined> {
    if (!/^\d{1,9}$/.test(id)) return undefined;
    return parseSaveRecord((await this.#text(this.#counted({ id, kind: 'save' }))) ?? '');
  }

  /** When it was taken back; otherwise as `record`. */
  async undone(id: string): Promise<UndoRecord | undefined> {
    return parseUndoRecord((await this.#text(this.#counted({ id, kind: 'undo' }))) ?? '');
  }

  async begunSave(id: string): Promise<SaveRecord | undefined> {
    return parseSaveRecord((await this.#text(this.#begun({ id, kind: 'save' }))) ?? '');
  }

  async begunUndo(id: string): Promise<UndoRecord | undefined> {
    return parseUndoRecord((await this.#text(this.#begun({ id, kind: 'undo' }))) ?? '');
  }

  /** Removes what a crash left: folders without a record, and records that were never whole. */
  async sweep(): Promise<void> {
    const names = await this.#names();
    for (const name of names) if (name.endsWith('.tmp')) await this.#disk.rm(join(this.dir, name), { force: true });
    for (const id of names.filter((name) => /^\d{1,9}$/.test(name))) {
      const isNeeded = names.includes(`save-${id}.json`) || names.includes(`undo-${id}.json`);
      if (!isNeeded && (await this.#text(this.#counted({ id, kind: 'save' }))) === undefined) await this.remove(id);
    }
  }

  bytesOf(id: string, at: number, side: Side): Promise<Buffer> {
    return this.#disk.readFile(this.#bytes(id, at, side));
  }

  async #makeFolder(): Promise<string> {
    try {
      const id = String(Number((await this.ids())[0] ?? 0) + 1);
      await this.#disk.mkdir(join(this.dir, id), { mode: 0o700 });
      return id;
    } catch (error) {
      throw storageFailure(error);
    }
  }

  async #names(): Promise<string[]> {
    try {
      return await this.#disk.readdir(this.dir);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw storageFailure(error);
    }
  }

  #counted({ id, kind }: Begun): string {
    return join(this.dir, id, kind === 'save' ? 'change.json' : 'undone.json');
  }

  #begun({ id, kind }: Begun): string {
    return join(this.dir, `${kind}-${id}.json`);
  }

  #bytes(id: string, at: number, side: Side): string {
    return join(this.dir, id, `${at}.${side}`);
  }

  /** `undefined`: there is none. */
  async #text(file: string): Promise<string | undefined> {
    try {
      return await this.#disk.readFile(file, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }
}
