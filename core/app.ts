import { basename, join } from 'node:path';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import type { ListenerErrorSink, Screen } from 'devmgr/plugin-api';
import { CliRegistry } from './cli/cli-registry.js';
import { coreWords } from './cli/core-words.js';
import { CommandRegistry, type CommandRegistryOptions } from './commands/command-registry.js';
import { coreSettings } from './config/core-settings.js';
import { makePaths, type Paths } from './config/paths.js';
import { program } from './config/program.js';
import { ProjectEnv } from './config/project-env.js';
import { readSettingsFiles } from './config/settings-files.js';
import { Settings, type SettingSpecs } from './config/settings.js';
import { FactBus } from './events/fact-bus.js';
import { createLogSink } from './log/create-log-sink.js';
import type { LogSink } from './log/log-sink.js';
import type { Discovery } from './plugins/discovered-plugin.js';
import { headlessPresentation } from './plugins/headless-presentation.js';
import type { HostParts } from './plugins/host-parts.js';
import { PluginHost } from './plugins/plugin-host.js';
import { withDeadline } from './plugins/with-deadline.js';
import type { Presentation } from './plugins/presentation.js';
import { resolveUserImports } from './plugins/resolve-user-imports.js';
import { createProcesses, type ProcessesHost } from './processes/create-processes.js';
import { textTools } from './screen/text/text-tools.js';
import { ServiceRegistry } from './services/service-registry.js';

/** The wired program without a screen. */
export interface App {
  readonly parts: HostParts;
  readonly host: PluginHost;
  readonly discovery: Discovery;
  /** From now on plugins get this screen. */
  present(presentation: Presentation): void;
  dispose(): Promise<void>;
}

export interface AppOptions {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly discovery: Discovery;
  /** Where notifications go while there is no screen. */
  readonly notify: Screen['notify'];
  readonly reportCommand: CommandRegistryOptions['report'];
  /** Entries of the log in memory at most. Default: as many as somebody scrolls through. */
  readonly keepLog?: number;
}

/** Builds and wires everything but the screen. No logic here. Throws `DEVMGR_CONFIG_INVALID`, `DEVMGR_STORAGE_FAILED`. */
export async function createApp(options: AppOptions): Promise<App> {
  const { root, env, discovery } = options;
  const paths = makePaths(root, env);
  const log = openLog(paths, options);
  const core = log.logger('core');
  const report = (error: unknown) => core.error('A listener failed', error);
  const warn = (message: string) => (core.warn(message), options.notify({ severity: 'warning', message }));
  const projectEnv = await openProjectEnv(root, log, warn, report);
  const settings = new Settings(await readSettingsFiles(paths), env, warn);
  settings.expect(settingSections(discovery));
  const processes = openProcesses(paths, env, log, report);
  let presentation = headlessPresentation(options.notify);
  const activate = (id: string): Promise<void> => host.activate(id);
  const parts: HostParts = {
    paths,
    projectName: basename(root),
    env,
    projectEnv,
    settings,
    log,
    text: textTools((text) => log.redact(text)),
    commands: new CommandRegistry({ activate, report: options.reportCommand }),
    cli: new CliRegistry(),
    services: new ServiceRegistry({
      activateProvider: (id) => host.activateProvider(id),
      activateContributors: (id) => host.activateContributors(id),
    }),
    facts: new FactBus(report),
    processes,
    presentation: () => presentation,
  };
  parts.services.provide(LogStore, log.store);
  for (const { contribution } of coreWords) parts.cli.declare('core', contribution);
  const host = new PluginHost({
    discovery,
    disabled: settings.view('core', coreSettings).json('disabled-plugins') as string[],
    parts,
    beforeUserPlugin: onceOnly(() => resolveUserImports(userDirs(discovery), program.anchorUrl)),
  });
  const app: App = {
    parts,
    host,
    discovery,
    present: (next) => void (presentation = next),
    dispose: () => disposeApp(host, parts),
  };
  for (const word of coreWords) parts.cli.register('core', word.contribution.name, word.handler(app));
  return app;
}

function openLog({ logs: dir, projectId: project }: Paths, { env, keepLog: keep }: AppOptions): LogSink {
  return createLogSink({ dir, project, env, now: () => Date.now(), ...(keep !== undefined && { keep }) });
}

/** The settings of everybody who may have some. */
function settingSections({ plugins }: Discovery): ReadonlyMap<string, SettingSpecs> {
  const ofPlugins = plugins.map(({ manifest }) => [manifest.id, manifest.settings ?? {}] as const);
  return new Map<string, SettingSpecs>([['core', coreSettings], ...ofPlugins]);
}

/** Its secrets are known to the log before anything of the project runs. */
async function openProjectEnv(
  root: string,
  log: LogSink,
  warn: (message: string) => void,
  report: ListenerErrorSink,
): Promise<ProjectEnv> {
  const projectEnv = new ProjectEnv({
    root,
    learn: (variables) => log.addSecrets(variables),
    warn,
    report,
  });
  await projectEnv.refresh();
  return projectEnv;
}

function openProcesses(paths: Paths, env: AppOptions['env'], log: LogSink, report: ListenerErrorSink): ProcessesHost {
  return createProcesses({
    env,
    program: join(program.root, 'bin', 'devmgr.js'),
    runDir: paths.run,
    now: () => Date.now(),
    redact: (text) => log.redact(text),
    onLine: (source, text, stream, at) => log.line(source, text, stream, at),
    report,
  });
}

/** Longer than any polite stop takes: what has not ended then (a process that even SIGKILL cannot reach) is left to the system. */
const DISPOSE_LIMIT_MS = 15_000;

async function disposeApp(host: PluginHost, { processes, log }: HostParts): Promise<void> {
  const stopAll = async () => {
    await host.deactivateAll();
    await processes.dispose();
  };
  const late = () => new Error('Something that was started does not end');
  await withDeadline(stopAll(), DISPOSE_LIMIT_MS, late).catch((error: unknown) =>
    log.logger('core').error('Stopping', error),
  );
  await log.dispose();
}

const userDirs = (discovery: Discovery): string[] =>
  discovery.plugins.filter((plugin) => plugin.origin === 'user').map((plugin) => plugin.dir);

function onceOnly(call: () => void): () => void {
  let done = false;
  return () => {
    if (!done) call();
    done = true;
  };
}
