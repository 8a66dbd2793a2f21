import { appDefinition } from './definition/app-definition.js';
import type { ServerDefinition } from './definition/server-definition.js';
import { unresolvedServer } from './definition/unresolved-server.js';
import { isTarget } from './detect/read-entrypoint.js';
import type { ServerBook } from './server-book.js';
import { badTarget } from './server-errors.js';
import type { ServerDiscovery } from './server-host.js';

export interface CatalogOptions {
  readonly root: string;
  readonly discover: () => Promise<ServerDiscovery>;
}

type DefinedServers = Pick<ServerBook, 'names' | 'definition' | 'define' | 'defineAll'>;

/** What servers there are: those that were discovered, and those that somebody names with an application of their own. */
export class ServerCatalog {
  readonly #options: CatalogOptions;
  readonly #book: DefinedServers;
  #tried: readonly string[] = [];
  #isDiscovered = false;
  #discovery: Promise<ServerDiscovery> | undefined;

  constructor(options: CatalogOptions, book: DefinedServers) {
    this.#options = options;
    this.#book = book;
  }

  get isDiscovered(): boolean {
    return this.#isDiscovered;
  }

  /** Where applications were looked for, for people. */
  get tried(): readonly string[] {
    return this.#tried;
  }

  discover(): Promise<ServerDiscovery> {
    this.#discovery ??= this.#look();
    return this.#discovery;
  }

  /** Looks again: settings have changed. */
  rediscover(): Promise<ServerDiscovery> {
    this.#discovery = this.#look();
    return this.#discovery;
  }

  /** The name of the server that is meant; `app` alone means who serves it, or a new one. Rejects when there is none. */
  async resolve(name: string | undefined, app?: string): Promise<string> {
    const found = await this.discover();
    if (app !== undefined && !isTarget(app)) throw badTarget(app);
    const names = this.#book.names();
    const own = names.filter((each) => !this.#book.definition(each)?.isGateway);
    const known = name ?? own.find((each) => this.#book.definition(each)?.target === app) ?? own[0];
    if (known !== undefined && names.includes(known)) return known;
    if (app === undefined) throw unresolvedServer(name, names, found);
    this.#book.define(this.#adHoc(known ?? 'api', app));
    return known ?? 'api';
  }

  /** The definition to start by: the known one, or one that serves `app` under its name from now on. */
  serving(name: string, app: string | undefined): ServerDefinition {
    const server = this.#book.definition(name);
    if (server && (app === undefined || app === server.target)) return server;
    const other = this.#adHoc(name, app ?? '');
    this.#book.define(other);
    return other;
  }

  async #look(): Promise<ServerDiscovery> {
    const found = await this.#options.discover();
    this.#tried = found.tried;
    this.#isDiscovered = true;
    this.#book.defineAll(found.servers);
    return found;
  }

  #adHoc(name: string, target: string): ServerDefinition {
    const factory = target.endsWith('()');
    const searchPath = this.#options.root;
    return appDefinition(searchPath, name, {
      target: target.replace(/\(\)$/, ''),
      searchPath,
      factory,
      source: '--app',
    });
  }
}
