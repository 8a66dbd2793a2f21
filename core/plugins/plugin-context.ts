import {
  DevmgrError,
  ExitCode,
  toDisposable,
  type Disposable,
  type PluginContext,
  type PluginManifest,
  type ReadonlyStore,
  type Screen,
} from 'devmgr/plugin-api';
import { join } from 'node:path';
import { MementoFile } from '../config/memento-file.js';
import type { DiscoveredPlugin } from './discovered-plugin.js';
import type { HostParts } from './host-parts.js';
import { ownedClock } from './owned-clock.js';
import type { Owner } from './owner.js';

/** Builds what one plugin may touch. Everything registered through it is released with `owner`. */
export function createPluginContext(
  plugin: DiscoveredPlugin,
  parts: HostParts,
  owner: Owner,
  signal: AbortSignal,
  registeredTabs: Set<string>,
): PluginContext {
  const { manifest } = plugin;
  const { own } = owner;
  const log = parts.log.logger(manifest.id);
  return {
    manifest,
    pluginDir: plugin.dir,
    workspace: { root: parts.paths.root, name: parts.projectName, dotenv: owned(parts.projectEnv.values, own) },
    storage: ownedStorage(parts, manifest.id, own),
    env: parts.env,
    signal,
    subscriptions: { add: (item) => (own(toDisposable(() => item.dispose())), item) },
    log,
    clock: ownedClock(own, (error) => log.error('A timer of the plugin failed', error)),
    config: ownedConfig(parts, manifest, own),
    text: parts.text,
    secrets: {
      add: (value) => parts.log.addSecret(value),
      addVariables: (variables) => parts.log.addSecrets(variables),
    },
    ...ownedRegistrations(parts, manifest, own, signal, registeredTabs),
    screen: ownedScreen(parts.presentation().screen, own),
    services: ownedServices(parts, manifest, own),
    events: {
      publish: (key, fact) => parts.facts.publish(key, fact),
      on: (key) => (listener) => own(parts.facts.on(key)(listener)),
    },
    processes: ownedProcesses(parts, manifest.id, own),
  };
}

function ownedStorage(parts: HostParts, id: string, own: Own): PluginContext['storage'] {
  const state = new MementoFile(join(parts.paths.project, 'state', `${id}.json`));
  own(toDisposable(() => state.flush()));
  return { workspaceDir: parts.paths.project, globalDir: parts.paths.home, state };
}

function ownedProcesses(parts: HostParts, id: string, own: Own): PluginContext['processes'] {
  own(toDisposable(() => parts.processes.releaseOwner(id)));
  return parts.processes.forOwner(id);
}

function ownedRegistrations(
  parts: HostParts,
  manifest: PluginManifest,
  own: Own,
  signal: AbortSignal,
  registeredTabs: Set<string>,
): Pick<PluginContext, 'commands' | 'cli' | 'tabs'> {
  const { commands, cli, presentation } = parts;
  const words = manifest.cli?.map((word) => word.name);
  return {
    commands: {
      register: (id, handler) => own(commands.register(manifest.id, id, handler, signal)),
      execute: (id, { argument } = {}) => commands.execute(id, 'api', argument),
      slashCommands: () => commands.slashCommands(),
      setContext: (key, value) => commands.setContext(key, value),
      context: commands.context,
    },
    cli: {
      register(name, handler) {
        requireDeclared(manifest, 'CLI word', name, words);
        return own(cli.register(manifest.id, name, handler));
      },
    },
    tabs: {
      register(id, create) {
        requireDeclared(manifest, 'tab', id, manifest.tab && [manifest.tab.id]);
        registeredTabs.add(id);
        presentation().mountTab(id, create);
        return own(toDisposable(() => presentation().unmountTab(id)));
      },
    },
  };
}

function ownedServices({ services }: HostParts, manifest: PluginManifest, own: Own): PluginContext['services'] {
  return {
    provide(key, service) {
      requireDeclared(manifest, 'service', key.id, manifest.services);
      if (services.ownerOf(key.id) !== manifest.id) throw takenService(manifest.id, key.id, services.ownerOf(key.id));
      return own(services.provide(key, service));
    },
    require: (key) => services.require(key),
    find: (key) => services.find(key),
  };
}

function takenService(id: string, service: string, owner: string | undefined): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `Plugin ${id} cannot provide the service ${service}: it is of plugin ${owner ?? '?'}`,
    hint: `Give it another id, or disable plugin ${owner ?? '?'} with disabled-plugins in the [core] settings.`,
    exitCode: ExitCode.plugin,
  });
}

function ownedConfig(parts: HostParts, manifest: PluginManifest, own: Own): PluginContext['config'] {
  const view = parts.settings.view(manifest.id, manifest.settings ?? {});
  return { ...view, onDidChange: (listener) => own(view.onDidChange(listener)) };
}

type Own = <T extends Disposable>(item: T) => T;

function owned<T>(store: ReadonlyStore<T>, own: Own): ReadonlyStore<T> {
  return { get: () => store.get(), onDidChange: (listener) => own(store.onDidChange(listener)) };
}

function ownedScreen(screen: Screen, own: Own): Screen {
  return {
    isInteractive: screen.isInteractive,
    size: owned(screen.size, own),
    showTab: (id) => screen.showTab(id),
    statusItem: (options) => own(screen.statusItem(options)),
    notify: (notification) => screen.notify(notification),
    confirm: (options) => screen.confirm(options),
    prompt: (options) => screen.prompt(options),
    pick: (options) => screen.pick(options),
    copy: (text) => screen.copy(text),
    edit: (place) => screen.edit(place),
  };
}

function requireDeclared(
  manifest: PluginManifest,
  what: string,
  id: string,
  declared: readonly string[] | undefined,
): void {
  if (declared?.includes(id)) return;
  throw new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_UNDECLARED',
    message: `Plugin ${manifest.id} registers the ${what} "${id}" that its manifest does not declare`,
    hint: `Declare it in the "devmgr" field of the plugin's package.json.`,
    exitCode: ExitCode.plugin,
  });
}
