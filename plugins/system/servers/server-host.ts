import type { Event, LineBuffer, ReadonlyStore } from 'devmgr/plugin-api';
import type { ServerStartOptions, Servers, ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { DefinitionProblem } from './definition/definition-problem.js';
import type { ServerDefinition } from './definition/server-definition.js';
import type { RequestLog } from './requests/request-log.js';
import type { RunFacts } from './run/server-run.js';
import type { ServerPlace } from './server-place.js';

/** The servers of a project, the default first, and where they were looked for. */
export interface ServerDiscovery {
  readonly servers: readonly ServerDefinition[];
  readonly tried: readonly string[];
  /** What is wrong with tables of the settings, in their order. */
  readonly problems: readonly DefinitionProblem[];
}

export interface ServerChange {
  readonly before: ServerState;
  readonly after: ServerState;
}

/** Servers and all that can be done with them, for tab, commands, command line and other plugins. */
export interface ServerHost extends Omit<Servers, 'testTargets'> {
  /** Changes at once with news, and at most every two seconds with measurements. In the order of definition: the first is the default. */
  readonly all: ReadonlyStore<readonly ServerState[]>;
  /** Fires when anything but measurements of a server is another; also, with equal states, when something else that is said of it is. */
  readonly onDidChange: Event<ServerChange>;
  /** Looks for the servers of the project the first time; resolves when they are known. */
  discover(): Promise<ServerDiscovery>;
  readonly isDiscovered: boolean;
  /** Where applications were looked for, one line each; empty before that is done. */
  readonly tried: readonly string[];
  /**
   * The name of the server that a person means: the named one, the one that serves `app`, or the default. An `app` that was not found in the
   * project becomes a server. Rejects when there is no such server.
   */
  resolve(name: string | undefined, app?: string): Promise<string>;
  definition(name: string): ServerDefinition | undefined;
  /** Of the present or last run. */
  facts(name: string): RunFacts | undefined;
  output(name: string): LineBuffer | undefined;
  requests(name: string): RequestLog | undefined;
  /** Why the last start could not even be tried. */
  failure(name: string): Error | undefined;
  /** Host, port and reload of a start without options. */
  plannedPlace(name: string): ServerPlace;
  /** It is stopped only to be started again. */
  isRestarting(name: string): boolean;
  /** Options replace those of the last start. What they say is looked at first: a server is not stopped for nothing. */
  restart(name: string, options?: ServerStartOptions): Promise<void>;
  /** Reload its code now; false when it cannot: it does not run, or not with reload. */
  reload(name: string): boolean;
  /**
   * Several at once, each after those that it depends on. Rejects with the first that cannot even be tried; the others go on. `options`: also of
   * those that are started because others need them.
   */
  startAll(names: readonly string[], options?: (name: string) => ServerStartOptions): Promise<void>;
  /** Several at once, each after those that depend on it. */
  stopAll(names: readonly string[]): Promise<void>;
}
