import { DevmgrError, ExitCode, type PluginManifest } from 'devmgr/plugin-api';
import { ACTIVATION_LIMIT_MS, activatePlugin, type ActivePlugin } from './activate-plugin.js';
import type { DiscoveredPlugin, Discovery } from './discovered-plugin.js';
import type { HostParts } from './host-parts.js';
import type { PluginRecord, PluginStatus } from './plugin-record.js';

interface Slot {
  readonly plugin: DiscoveredPlugin;
  status: PluginStatus;
  error: DevmgrError | undefined;
  active: ActivePlugin | undefined;
  /** The activation that is on, so that asking twice does it once. */
  pending: Promise<void> | undefined;
}

export interface PluginHostOptions {
  readonly discovery: Discovery;
  readonly disabled: readonly string[];
  readonly parts: HostParts;
  readonly activationLimitMs?: number;
  /** Called once before the first plugin of the person is loaded. */
  readonly beforeUserPlugin: () => void;
}

/** Activates plugins when something needs them, each behind a guard, and releases them. */
export class PluginHost {
  readonly #slots = new Map<string, Slot>();
  readonly #options: PluginHostOptions;
  readonly #order: Slot[] = [];

  constructor(options: PluginHostOptions) {
    this.#options = options;
    for (const plugin of options.discovery.plugins) {
      const status = options.disabled.includes(plugin.manifest.id) ? 'disabled' : 'inactive';
      const slot: Slot = { plugin, status, error: undefined, active: undefined, pending: undefined };
      this.#slots.set(plugin.manifest.id, slot);
      if (status !== 'disabled') this.#declare(plugin);
    }
    for (const { error } of options.discovery.broken) this.#log().warn(error.message, { hint: error.hint });
  }

  /** Manifests of the plugins that may run. */
  manifests(): readonly PluginManifest[] {
    return [...this.#slots.values()].filter((slot) => slot.status !== 'disabled').map((slot) => slot.plugin.manifest);
  }

  records(): readonly PluginRecord[] {
    const found = [...this.#slots.values()].map((slot) => recordOf(slot));
    const broken = this.#options.discovery.broken.map(({ id, dir, origin, error }): PluginRecord => ({
      id,
      title: id,
      version: '',
      origin,
      dir,
      status: 'invalid',
      activationMs: undefined,
      error,
      warnings: [],
    }));
    return [...found, ...broken];
  }

  /** Activates once; rejects with the same error for everybody who asked. A failed plugin is tried again. */
  activate(id: string): Promise<void> {
    const slot = this.#slots.get(id);
    if (!slot || slot.status === 'disabled') return Promise.reject(unknown(id, slot !== undefined));
    if (slot.status === 'active') return Promise.resolve();
    slot.pending ??= this.#activate(slot).finally(() => {
      slot.pending = undefined;
    });
    return slot.pending;
  }

  /** The plugin whose manifest offers the service, activated. False when there is none. */
  async activateProvider(serviceId: string): Promise<boolean> {
    const owner = this.#options.parts.services.ownerOf(serviceId);
    if (owner === undefined) return false;
    await this.activate(owner);
    return true;
  }

  /** Plugins that add something to the service. One that fails is told in the log, as always; the others still come. */
  async activateContributors(serviceId: string): Promise<void> {
    const waiting = [...this.#slots.values()].filter(
      ({ plugin, status }) =>
        status === 'inactive' && plugin.manifest.activation?.includes(`onService:${serviceId}`) === true,
    );
    await Promise.allSettled(waiting.map(({ plugin }) => this.activate(plugin.manifest.id)));
  }

  /** Activates the plugin of a tab; its tab shows that it is loading, and the error with Retry when it fails. */
  async showTab(id: string): Promise<void> {
    const slot = this.#slots.get(id);
    if (!slot || slot.status === 'active') return;
    const presentation = this.#options.parts.presentation();
    presentation.showTabLoading(id);
    try {
      await this.activate(id);
      if (slot.active?.tabs.has(id) === false) throw noTab(id);
    } catch (error) {
      const { message, hint } = error as DevmgrError;
      presentation.showTabError(id, { message, hint }, () => void this.showTab(id));
    }
  }

  /** In reverse order of activation, each guarded. */
  async deactivateAll(): Promise<void> {
    await Promise.allSettled([...this.#slots.values()].flatMap((slot) => slot.pending ?? []));
    for (const slot of this.#order.splice(0).reverse()) await this.#deactivate(slot);
  }

  async #activate(slot: Slot): Promise<void> {
    const { manifest, origin } = slot.plugin;
    slot.status = 'activating';
    slot.error = undefined;
    try {
      if (origin === 'user') this.#options.beforeUserPlugin();
      for (const service of manifest.requires ?? []) await this.#requireService(manifest.id, service);
      slot.active = await activatePlugin(
        slot.plugin,
        this.#options.parts,
        this.#options.activationLimitMs ?? ACTIVATION_LIMIT_MS,
      );
      slot.status = 'active';
      this.#order.push(slot);
    } catch (error) {
      slot.status = 'failed';
      slot.error = error as DevmgrError;
      this.#log().error(slot.error.message, slot.error.cause ?? slot.error);
      throw error;
    }
  }

  async #requireService(id: string, service: string): Promise<void> {
    const { services } = this.#options.parts;
    if (services.find({ id: service }) !== undefined) return;
    if (services.ownerOf(service) === id) return;
    await services.require({ id: service });
  }

  async #deactivate(slot: Slot): Promise<void> {
    const active = slot.active;
    slot.active = undefined;
    slot.status = 'inactive';
    try {
      await active?.deactivate();
    } catch (error) {
      this.#log().error(`Plugin ${slot.plugin.manifest.id} failed to stop`, error);
    }
  }

  #declare({ manifest, warnings }: DiscoveredPlugin): void {
    const { commands, cli, services } = this.#options.parts;
    commands.declare(manifest);
    for (const warning of warnings) this.#log().warn(warning);
    for (const word of manifest.cli ?? []) {
      if (!cli.declare(manifest.id, word))
        this.#log().warn(`Plugin ${manifest.id}: the CLI word "${word.name}" is taken; ignored`);
    }
    for (const service of manifest.services ?? []) {
      if (!services.declare(manifest.id, service))
        this.#log().warn(
          `Plugin ${manifest.id}: the service "${service}" is of plugin ${services.ownerOf(service) ?? '?'}`,
        );
    }
  }

  #log() {
    return this.#options.parts.log.logger('core');
  }
}

function recordOf({ plugin, status, error, active }: Slot): PluginRecord {
  const { manifest, version, origin, dir, warnings } = plugin;
  return {
    id: manifest.id,
    title: manifest.title,
    version,
    origin,
    dir,
    status,
    activationMs: active?.tookMs,
    error,
    warnings,
  };
}

function noTab(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PLUGIN_ACTIVATION_FAILED',
    message: `Plugin ${id} declares a tab and did not register it`,
    hint: `Its activate() should call ctx.tabs.register('${id}', …).`,
    exitCode: ExitCode.plugin,
  });
}

function unknown(id: string, disabled: boolean): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PLUGIN_ACTIVATION_FAILED',
    message: disabled ? `Plugin ${id} is disabled` : `There is no plugin ${id}`,
    hint: disabled ? 'Take it out of disabled-plugins in the [core] settings.' : 'Look at `devmgr plugins list`.',
    exitCode: ExitCode.plugin,
  });
}
