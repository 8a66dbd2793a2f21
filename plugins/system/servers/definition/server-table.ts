import { isTarget } from '../detect/read-entrypoint.js';
import type { ServerDependency, SshTarget } from './server-definition.js';
import { hostField, portField, sshField, urlField } from './fields/address-fields.js';
import { argumentsField, commandField } from './fields/command-field.js';
import { healthField, type HealthTable } from './fields/health-field.js';
import { variablesField } from './fields/map-fields.js';
import { flagField, lineField, textField, textsField } from './fields/plain-fields.js';
import {
  dependenciesField,
  reloadField,
  restartField,
  stopField,
  watchField,
  type StopTable,
  type WatchTable,
} from './fields/run-fields.js';
import { tableField } from './fields/table-field.js';
import type { RestartPolicy } from './server-definition.js';

/** What the settings may say of a server. Paths are as they were written: from the project's root. */
export interface ServerFields {
  readonly app: string;
  readonly factory: boolean;
  readonly appDir: string;
  readonly python: string;
  readonly uvicornArgs: readonly string[];
  readonly command: readonly string[];
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly envFiles: readonly string[];
  readonly dependsOn: readonly ServerDependency[];
  readonly health: HealthTable;
  readonly reload: boolean | 'handover' | 'restart';
  readonly watch: Partial<WatchTable> | false;
  readonly autostart: boolean;
  readonly restart: Partial<RestartPolicy>;
  readonly stop: Partial<StopTable>;
  readonly ssh: SshTarget;
  readonly traceTests: boolean;
  readonly disabled: boolean;
}

export type ServerTable = Partial<ServerFields>;

const APP = 'must be an application as module:attribute, such as "app.main:app"';

/** By their names in the settings. */
export const serverFieldNames: Readonly<Record<keyof ServerFields, string>> = {
  app: 'app',
  factory: 'factory',
  appDir: 'app-dir',
  python: 'python',
  uvicornArgs: 'uvicorn-args',
  command: 'command',
  url: 'url',
  host: 'host',
  port: 'port',
  cwd: 'cwd',
  env: 'env',
  envFiles: 'env-file',
  dependsOn: 'depends-on',
  health: 'health',
  reload: 'reload',
  watch: 'watch',
  autostart: 'autostart',
  restart: 'restart',
  stop: 'stop',
  ssh: 'ssh',
  traceTests: 'trace-tests',
  disabled: 'disabled',
};

const names = serverFieldNames;

/** Reads the table of one server in one file. */
export const readServerTable = tableField<ServerFields>(
  {
    app: { name: names.app, read: lineField(isTarget, APP, 'Write app = "app.main:app".') },
    factory: { name: names.factory, read: flagField },
    appDir: { name: names.appDir, read: textField },
    python: { name: names.python, read: textField },
    uvicornArgs: { name: names.uvicornArgs, read: argumentsField },
    command: { name: names.command, read: commandField },
    url: { name: names.url, read: urlField },
    host: { name: names.host, read: hostField },
    port: { name: names.port, read: portField },
    cwd: { name: names.cwd, read: textField },
    env: { name: names.env, read: variablesField },
    envFiles: { name: names.envFiles, read: textsField },
    dependsOn: { name: names.dependsOn, read: dependenciesField },
    health: { name: names.health, read: healthField },
    reload: { name: names.reload, read: reloadField },
    watch: { name: names.watch, read: watchField },
    autostart: { name: names.autostart, read: flagField },
    restart: { name: names.restart, read: restartField },
    stop: { name: names.stop, read: stopField },
    ssh: { name: names.ssh, read: sshField },
    traceTests: { name: names.traceTests, read: flagField },
    disabled: { name: names.disabled, read: flagField },
  },
  {
    'working-dir': 'Write cwd = "…".',
    environment: 'Write env = { NAME = "value" }.',
    args: 'Write them into command, or for uvicorn into uvicorn-args.',
    workers: 'Write uvicorn-args = ["--workers", "2"].',
    entrypoint: 'Write app = "app.main:app", or command = ["…"].',
    'health-path': 'Write health = "/health".',
    'stop-timeout': 'Write stop = { timeout = 10 }.',
    'startup-timeout': 'Write health = { startup-timeout = 60 }.',
    'reload-mode': 'Write reload = "handover" or reload = "restart".',
  },
);
