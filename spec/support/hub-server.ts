import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HubRequest {
  /** `hub` or `cdn`: the second origin, where large files are. */
  readonly at: 'hub' | 'cdn';
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** How a file is served; everything may be changed while the hub runs. */
export interface HubFile {
  content: Buffer;
  /** Large: behind a redirect to the second origin, with its SHA-256 in the description. */
  lfs: boolean;
  /** The connection is torn after so many bytes of an answer, so many times, when `seen` resolves. */
  tear?: { after: number; times: number; seen?: () => Promise<void> };
  /** What is sent instead of the content, so many times. */
  wrong?: { content: Buffer; times: number };
  /** Waits after so many bytes until it resolves. */
  hold?: { after: number; until: Promise<void> } | undefined;
  /** Ranges are not understood. */
  noRange?: boolean;
  /** What the description says instead of its size. */
  announcedSize?: number;
}

export interface HubRepository {
  revision: string;
  pipelineTag: string | undefined;
  files: Map<string, HubFile>;
  gated: boolean;
  /** Further siblings, as they are. */
  siblings: unknown[];
}

/** A model hub on two ports of this machine: the API and small files on one, large ones on the other, as on the real one. */
export class HubServer implements AsyncDisposable {
  readonly requests: HubRequest[] = [];
  readonly repositories = new Map<string, HubRepository>();
  /** Answered instead of anything else by the hub, one after the other. */
  readonly failures: { status: number; headers?: Record<string, string> }[] = [];
  /** Where the hub sends for a large file; default: the second origin. */
  redirectTo: ((path: string) => string) | undefined;
  token = 'hf_0123456789abcdef';
  readonly #hub: Server;
  readonly #cdn: Server;

  private constructor() {
    this.#hub = createServer((request, response) => this.#note('hub', request, () => this.#answer(request, response)));
    this.#cdn = createServer((request, response) => this.#note('cdn', request, () => this.#blob(request, response)));
  }

  static async start(): Promise<HubServer> {
    const hub = new HubServer();
    for (const server of [hub.#hub, hub.#cdn])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    return hub;
  }

  get endpoint(): string {
    return originOf(this.#hub);
  }

  /** A repository with some files. Those in `onnx/` are large ones. */
  add(id: string, files: Readonly<Record<string, string | Buffer>>, pipelineTag?: string): HubRepository {
    const entries = Object.entries(files).map(([path, content]): [string, HubFile] => [
      path,
      { content: Buffer.from(content), lfs: path.startsWith('onnx/') },
    ]);
    const repository = { revision: revision(1), pipelineTag, files: new Map(entries), gated: false, siblings: [] };
    this.repositories.set(id, repository);
    return repository;
  }

  /** What was asked for files, in order: `config.json`, `onnx/model_q4.onnx 100-`. */
  fetched(): string[] {
    return this.requests
      .filter(({ path }) => path.includes('/resolve/'))
      .filter(({ at }) => at === 'hub')
      .map(({ path, range }) => [path.replace(/^.*\/resolve\/[^/]+\//, ''), range?.slice(6)].filter(Boolean).join(' '));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [this.#hub, this.#cdn]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  #note(at: HubRequest['at'], request: IncomingMessage, answer: () => Promise<void>): void {
    const { range, authorization } = request.headers;
    this.requests.push({ at, path: request.url ?? '', range, authorization });
    answer().catch(() => request.destroy());
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const failure = this.failures.shift();
    if (failure) return void response.writeHead(failure.status, failure.headers).end('{"error":"no"}');
    const url = new URL(request.url ?? '', this.endpoint);
    const [, id = ''] = /^\/api\/models\/([^/]+\/[^/]+)(?:\/revision\/main)?$/.exec(url.pathname) ?? [];
    if (id !== '') return this.#describe(id, url.searchParams.get('blobs') === 'true', request, response);
    const [, owner = '', asked, path = ''] = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const repository = this.repositories.get(owner);
    const file = repository?.files.get(decodeURIComponent(path));
    if (repository?.gated && request.headers.authorization !== `Bearer ${this.token}`)
      return void response.writeHead(401, { 'x-error-code': 'GatedRepo' }).end('Access is restricted');
    if (!repository || !file || asked !== repository.revision)
      return void response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end('Entry not found');
    if (!file.lfs) return send(file, request, response);
    const location = this.redirectTo?.(url.pathname) ?? `${originOf(this.#cdn)}${url.pathname}?signature=1`;
    response.writeHead(302, { location }).end();
  }

  #describe(id: string, blobs: boolean, { headers }: IncomingMessage, response: ServerResponse): void {
    const repository = this.repositories.get(id);
    const isRefused = headers.authorization !== undefined && headers.authorization !== `Bearer ${this.token}`;
    // As the real one: without a token nobody learns that a model does not exist.
    if (!repository && headers.authorization === undefined)
      return void response.writeHead(401, { 'x-error-code': 'RepoNotFound' }).end('{"error":"Repository not found"}');
    if (isRefused) return void response.writeHead(401).end('{"error":"Invalid credentials in Authorization header"}');
    if (!repository) return void response.writeHead(404, { 'x-error-code': 'RepoNotFound' }).end('{}');
    const siblings = [...repository.files].map(([rfilename, file]) =>
      blobs ? sibling(rfilename, file) : { rfilename },
    );
    const { revision: sha, pipelineTag: pipeline_tag } = repository;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id, sha, pipeline_tag, siblings: [...siblings, ...repository.siblings] }));
  }

  async #blob(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = '', path = ''] = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/([^?]+)/.exec(request.url ?? '') ?? [];
    const file = this.repositories.get(id)?.files.get(path);
    if (file) await send(file, request, response);
    else response.writeHead(404).end();
  }
}

/** Forty hexadecimal digits. */
export function revision(number: number): string {
  return String(number).padStart(40, '0');
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function sibling(rfilename: string, { content, lfs, announcedSize }: HubFile): object {
  const size = announcedSize ?? content.length;
  const blobId = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  if (!lfs) return { rfilename, size, blobId };
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { rfilename, size, blobId: revision(0), lfs: { sha256, size, pointerSize: 134 } };
}

async function send(file: HubFile, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const isWrong = file.wrong !== undefined && file.wrong.times-- > 0;
  const content = isWrong && file.wrong ? file.wrong.content : file.content;
  const from = file.noRange ? 0 : Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  if (from >= content.length && from > 0)
    return void response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
  const body = content.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': body.length,
    ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
  });
  const { tear, hold } = file;
  if (tear && tear.times > 0) {
    tear.times--;
    response.write(body.subarray(0, tear.after));
    await tear.seen?.();
    response.destroy();
    return;
  }
  if (hold) {
    response.write(body.subarray(0, hold.after));
    await hold.until;
    response.end(body.subarray(hold.after));
    return;
  }
  response.end(body);
}
