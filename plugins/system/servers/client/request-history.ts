import { join } from 'node:path';
import { Emitter, type Disposable } from 'devmgr/plugin-api';
import type { ApiRequest } from './api-request.js';
import { readJsonFile, writeJsonFile } from './json-file.js';
import { readRequest } from './read-request.js';
import { withoutSecrets } from './without-secrets.js';

/** A request that was sent, and what came of it. */
export interface SentRequest {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly server: string;
  /** Without secrets. */
  readonly request: ApiRequest;
  /** `undefined`: no answer came. */
  readonly status: number | undefined;
  readonly totalMs: number | undefined;
}

const KEPT = 50;
/** A longer body is left out: it is the request that is remembered, not what it carried. */
const MOST_BODY = 64 * 1024;

/**
 * The last fifty requests that were sent in a project, the newest first. Of two devmgr that send in the same moment one may be forgotten: it is a
 * memory aid.
 */
export class RequestHistory implements Disposable {
  readonly #file: string;
  readonly #changes = new Emitter<void>();
  #last: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changes.event;

  /** `workspaceDir`: of the project. */
  constructor(workspaceDir: string) {
    this.#file = join(workspaceDir, 'requests', 'history.json');
  }

  async list(): Promise<readonly SentRequest[]> {
    const value = await readJsonFile(this.#file);
    const entries: unknown = value !== null && typeof value === 'object' && 'sent' in value ? value.sent : undefined;
    return Array.isArray(entries) ? entries.flatMap((entry) => readEntry(entry) ?? []).slice(0, KEPT) : [];
  }

  /** Never rejects: a history that cannot be written must not spoil the answer. */
  add(entry: SentRequest): Promise<void> {
    const kept = { ...entry, request: withoutSecrets(lightened(entry.request)) };
    this.#last = this.#last.then(async () => {
      const before = await this.list();
      await writeJsonFile(this.#file, { version: 1, sent: [kept, ...before].slice(0, KEPT) }).catch(() => undefined);
      this.#changes.fire();
    });
    return this.#last;
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

function lightened(request: ApiRequest): ApiRequest {
  const { body } = request;
  return body && JSON.stringify(body).length > MOST_BODY ? { ...request, body: undefined } : request;
}

function readEntry(value: unknown): SentRequest | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, server, request, status, totalMs } = value as Record<string, unknown>;
  const known = readRequest(request);
  if (typeof at !== 'number' || typeof server !== 'string' || !known) return undefined;
  return {
    at,
    server,
    request: known,
    status: typeof status === 'number' ? status : undefined,
    totalMs: typeof totalMs === 'number' ? totalMs : undefined,
  };
}
