import type { Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerChange, ServerHost } from '../server-host.js';
import { RouteSource } from './route-source.js';
import { serverAddress } from './server-address.js';

export interface ServerRoutesParts {
  readonly manager: Pick<ServerHost, 'all' | 'definition' | 'onDidChange'>;
  /** The setting `openapi`. */
  readonly path: () => string;
  readonly pluginDir: string;
  /** What a server wants to see as `authorization`. */
  readonly authorization?: ((name: string) => Promise<string | undefined>) | undefined;
}

/** The routes of every server that somebody asks about; looked at again when a server is well again after a start or a reload. */
export class ServerRoutes implements Disposable {
  readonly #parts: ServerRoutesParts;
  readonly #sources = new Map<string, RouteSource>();
  readonly #watch: Disposable;

  constructor(parts: ServerRoutesParts) {
    this.#parts = parts;
    this.#watch = parts.manager.onDidChange((change) => this.#follow(change));
  }

  /** Its state is `unknown` until somebody calls `refresh`. */
  of(name: string): RouteSource {
    const known = this.#sources.get(name);
    if (known) return known;
    const { manager, path, pluginDir, authorization } = this.#parts;
    const source = new RouteSource({
      url: () => serverAddress(manager, name),
      path,
      pluginDir,
      authorization: authorization && (() => authorization(name)),
    });
    this.#sources.set(name, source);
    return source;
  }

  dispose(): void {
    void this.#watch.dispose();
    for (const source of this.#sources.values()) source.dispose();
  }

  #follow({ before, after }: ServerChange): void {
    const source = this.#sources.get(after.name);
    if (source && source.state.get().kind !== 'unknown' && isServing(after) && !isSameCode(before, after))
      void source.refresh();
  }
}

function isServing(state: ServerState): boolean {
  return state.status === 'running' && state.health.kind === 'healthy' && state.reload === undefined;
}

/** A process that was well before and is the same one has the same routes. */
function isSameCode(before: ServerState, after: ServerState): boolean {
  if (!isServing(before) || before.status !== 'running' || after.status !== 'running') return false;
  return before.pid === after.pid && before.url === after.url;
}
