import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../../files/read-regular-file.js';
import { readRunRecord, type RunRecord } from './run-record.js';

/** The records of every devmgr of a project: one JSON file for each server and owner, so that two never share one. */
export class RunRecords {
  /** `~/.devmgr/projects/<hash>/run/servers`; need not exist. */
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Atomic; readable for nobody else. */
  async write(record: RunRecord): Promise<void> {
    await this.makeDir();
    const file = this.#file(record.name, record.ownerPid);
    await writeFile(`${file}.new`, JSON.stringify(record), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  async remove(name: string, ownerPid: number): Promise<void> {
    await rm(this.#file(name, ownerPid), { force: true });
  }

  /** By name, then by owner. What is no record is passed over. */
  async list(): Promise<RunRecord[]> {
    const names = await readdir(this.dir).catch((): string[] => []);
    await Promise.all(names.filter(isAbandoned).map((name) => rm(join(this.dir, name), { force: true })));
    const texts = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => readRegularFile(join(this.dir, name))),
    );
    const records = texts.flatMap((text) => readRunRecord(text) ?? []);
    return records.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.ownerPid - b.ownerPid));
  }

  async makeDir(): Promise<void> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    await chmod(this.dir, 0o700);
  }

  #file(name: string, ownerPid: number): string {
    return join(this.dir, `${encodeURIComponent(name)}-${ownerPid}.json`);
  }
}

/** What a devmgr was writing when it was killed. */
function isAbandoned(name: string): boolean {
  const owner = /-(\d+)\.json\.new$/.exec(name)?.[1];
  if (owner === undefined) return false;
  try {
    return !process.kill(Number(owner), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
