import { join } from 'node:path';
import type { Event, PluginContext } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServersElsewhere } from '../servers-elsewhere.js';
import { Claims } from './claims.js';
import { OtherServers } from './other-servers.js';
import { runsElsewhere } from './remote-errors.js';
import type { PublishedServers } from './published-servers.js';
import { RunPublisher } from './run-publisher.js';
import { RunRecords } from './run-records.js';

/** What this devmgr shares with the others of the project: who runs what. */
export class SharedRuns implements ServersElsewhere {
  /** For what is only of this folder: `~/.devmgr/projects/<hash>/run`. */
  readonly runDir: string;
  readonly records: RunRecords;
  readonly claims: Claims;
  readonly others: OtherServers;
  readonly #context: PluginContext;
  readonly #pid: number;

  constructor(context: PluginContext, pid: number) {
    const { processes, clock, log, manifest, storage } = context;
    this.#context = context;
    this.#pid = pid;
    this.runDir = join(storage.workspaceDir, 'run');
    // A copy of this plugin in the same devmgr has servers of its own.
    const own = manifest.id === 'system' ? '' : `-${manifest.id}`;
    this.records = new RunRecords(join(this.runDir, `servers${own}`));
    this.claims = new Claims({ dir: join(this.runDir, `claims${own}`), processes, log, pid });
    this.others = new OtherServers({ records: this.records, processes, clock, log, pid });
  }

  get onDidChange(): Event<unknown> {
    return this.others.all.onDidChange;
  }

  known(): Promise<void> {
    return this.others.watch().catch(() => undefined);
  }

  state(name: string): ServerState | undefined {
    const state = this.others.get(name);
    // One that is done there says nothing of the next start here.
    return state?.leftover || state?.status === 'stopped' ? undefined : state;
  }

  /** Before a process is started: nobody else may start it, and what a killed devmgr has left of it is ended. */
  async beforeStart(name: string, isWatchedOnly: boolean): Promise<void> {
    const other = isWatchedOnly ? undefined : await this.claims.take(name);
    if (other) throw runsElsewhere(name, other);
    for (const left of await this.others.clearLeftovers(name))
      this.#context.log.warn(`${name}: ended pid ${left}, which an earlier devmgr had left`);
  }

  /** Tells the others of these servers. */
  publish(manager: PublishedServers): RunPublisher {
    const { processes, clock, log } = this.#context;
    const { records, claims } = this;
    return new RunPublisher({ manager, records, claims, processes, clock, log, pid: this.#pid });
  }
}
