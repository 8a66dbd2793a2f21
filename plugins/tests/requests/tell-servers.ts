import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import { Servers, type TestTargets } from 'devmgr/plugin-api/contracts/servers';

type Host = Pick<PluginContext, 'services' | 'config' | 'log'>;

/** What `devmgr_pytest/targets.py` reads, in the folder of a run. */
interface RequestsFile {
  readonly secret?: string;
  /** `host:port` */
  readonly servers?: readonly string[];
  readonly local: boolean;
}

/** Tells the tests of one run. Released with its folder, or when there will be none. */
export interface ToldServers extends Disposable {
  /** From now on in this folder. Resolves when what is known by then stands there: nobody waits for the rest. */
  into(runFolder: string): Promise<void>;
}

/**
 * Tells the tests of a run which servers know their requests, until it is released: servers come and go. They are looked for while the run is
 * prepared, which goes on without them. The setting `request-header` decides who gets a header.
 */
export function tellServers(host: Host): () => ToldServers {
  return () => {
    const mode = host.config.string('request-header');
    return mode === 'off' ? NOBODY : new ServersTold(host, mode === 'local');
  };
}

const NOBODY: ToldServers = { into: () => Promise.resolve(), dispose: () => undefined };

class ServersTold implements ToldServers {
  readonly #host: Host;
  readonly #local: boolean;
  #path: string | undefined;
  #targets: TestTargets | undefined;
  #writing: Promise<void> = Promise.resolve();
  #following: Disposable | undefined;
  #hasTold = false;
  #isOver = false;

  constructor(host: Host, local: boolean) {
    this.#host = host;
    this.#local = local;
    this.#follow().catch((error: unknown) =>
      host.log.debug('Servers are not told of the requests of tests', { error }),
    );
  }

  into(runFolder: string): Promise<void> {
    this.#path = join(runFolder, 'requests.json');
    this.#tell();
    return this.#writing;
  }

  /** Resolves when nothing is written any more: the folder can be removed. */
  async dispose(): Promise<void> {
    this.#isOver = true;
    await this.#following?.dispose();
    await this.#writing;
  }

  async #follow(): Promise<void> {
    const servers = await this.#host.services.require(Servers);
    const targets = await servers.testTargets();
    if (this.#isOver) return;
    this.#targets = targets;
    this.#following = targets.addresses.onDidChange(() => this.#tell());
    if (targets.addresses.get().length > 0) this.#tell();
  }

  #tell(): void {
    const servers = this.#targets?.addresses.get() ?? [];
    const content = { local: this.#local, ...(this.#targets && { secret: this.#targets.secret, servers }) };
    if (this.#path === undefined || (!this.#hasTold && !this.#local && servers.length === 0)) return;
    this.#hasTold = true;
    this.#write(this.#path, content);
  }

  /** Whole or not at all: tests read it at any time. */
  #write(path: string, content: RequestsFile): void {
    const beside = `${path}.new`;
    const write = async () => {
      await writeFile(beside, JSON.stringify(content), { mode: 0o600 });
      await rename(beside, path);
    };
    this.#writing = this.#writing
      .then(() => (this.#isOver ? undefined : write()))
      .catch((error: unknown) => this.#host.log.debug('Servers could not be told to the tests', { error }));
  }
}
