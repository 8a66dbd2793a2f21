import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DevmgrError, Emitter, ExitCode, type Disposable } from 'devmgr/plugin-api';
import type { ApiRequest } from './api-request.js';
import { readJsonFile, writeJsonFile } from './json-file.js';
import { readRequest } from './read-request.js';
import { withoutSecrets } from './without-secrets.js';

export interface SavedRequest {
  readonly name: string;
  /** For which server it was made. */
  readonly server: string;
  readonly request: ApiRequest;
}

const MOST_NAME = 60;

/**
 * The requests that a person has saved in a project, one file each, so that two devmgr cannot undo what the other wrote. Secrets are not written
 * down: see `withoutSecrets`.
 */
export class SavedRequests implements Disposable {
  readonly #folder: string;
  readonly #changes = new Emitter<void>();

  /** What this devmgr has changed. */
  readonly onDidChange = this.#changes.event;

  /** `workspaceDir`: of the project. */
  constructor(workspaceDir: string) {
    this.#folder = join(workspaceDir, 'requests', 'saved');
  }

  /** By name. Files that are damaged are passed over. */
  async list(): Promise<readonly SavedRequest[]> {
    const files = await readdir(this.#folder).catch(() => []);
    const found = await Promise.all(
      files.filter((file) => file.endsWith('.json')).map((file) => this.#read(join(this.#folder, file))),
    );
    return found.flatMap((each) => each ?? []).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Rejects with a `DevmgrError` when there is none of that name. */
  async find(name: string): Promise<SavedRequest> {
    const found = await this.#read(this.#file(cleanName(name)));
    if (found) return found;
    const names = (await this.list()).map((each) => each.name);
    throw new DevmgrError({
      code: 'PLUGIN_SYSTEM_NO_SAVED_REQUEST',
      message: `No request is saved as ${name}`,
      hint:
        names.length === 0 ? 'Save one: devmgr server call METHOD PATH --save NAME' : `Saved are: ${names.join(', ')}`,
      exitCode: ExitCode.usage,
    });
  }

  /** Replaces one of the same name. Rejects with a `DevmgrError` for a name that is none, or when it cannot be written. */
  async save(name: string, server: string, request: ApiRequest): Promise<SavedRequest> {
    const saved: SavedRequest = { name: cleanName(name), server, request: withoutSecrets(request) };
    await writeJsonFile(this.#file(saved.name), { version: 1, ...saved }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DevmgrError({
        code: 'DEVMGR_STORAGE_FAILED',
        message: `The request was not saved: ${reason}`,
        cause: error,
      });
    });
    this.#changes.fire();
    return saved;
  }

  async remove(name: string): Promise<void> {
    await rm(this.#file(cleanName(name)), { force: true });
    this.#changes.fire();
  }

  dispose(): void {
    this.#changes.dispose();
  }

  /** Any name is a file name so, also where upper and lower case are the same. */
  #file(name: string): string {
    return join(this.#folder, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.json`);
  }

  async #read(file: string): Promise<SavedRequest | undefined> {
    const { version, name, server, request } = ((await readJsonFile(file)) ?? {}) as Record<string, unknown>;
    const known = readRequest(request);
    if (version !== 1 || typeof name !== 'string' || typeof server !== 'string' || !known) return undefined;
    return { name, server, request: known };
  }
}

function cleanName(name: string): string {
  const clean = name.replace(/\s+/g, ' ').trim();
  if (clean !== '' && clean.length <= MOST_NAME) return clean;
  throw new DevmgrError({
    code: 'PLUGIN_SYSTEM_CALL_INVALID',
    message: clean === '' ? 'A saved request needs a name' : 'The name of the request is too long',
    hint: `Give it a name of up to ${MOST_NAME} letters`,
    exitCode: ExitCode.usage,
  });
}
