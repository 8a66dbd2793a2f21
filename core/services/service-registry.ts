import {
  DevmgrError,
  ExitCode,
  toDisposable,
  type Disposable,
  type ServiceKey,
  type Services,
} from 'devmgr/plugin-api';

/** Activates plugins for a service. */
export interface ServiceActivator {
  /** The plugin whose manifest declares the service. False when there is none. */
  activateProvider(serviceId: string): Promise<boolean>;
  /** The plugins that add something to the service (`onService:<id>`). Never rejects. */
  activateContributors(serviceId: string): Promise<void>;
}

/** Typed keys to implementations; asking for a declared one activates its plugin. */
export class ServiceRegistry implements Services {
  readonly #services = new Map<string, unknown>();
  readonly #owners = new Map<string, string>();
  readonly #activator: ServiceActivator;
  /** Services whose contributors are being activated. They ask for the service themselves and must not wait for themselves. */
  readonly #contributing = new Set<string>();

  constructor(activator: ServiceActivator) {
    this.#activator = activator;
  }

  /** A service belongs to the first plugin that declares it. False when another has it. */
  declare(pluginId: string, serviceId: string): boolean {
    if (!this.#owners.has(serviceId)) this.#owners.set(serviceId, pluginId);
    return this.#owners.get(serviceId) === pluginId;
  }

  ownerOf(serviceId: string): string | undefined {
    return this.#owners.get(serviceId);
  }

  provide<T>(key: ServiceKey<T>, service: NoInfer<T>): Disposable {
    if (this.#services.has(key.id)) throw duplicate(key.id);
    this.#services.set(key.id, service);
    return toDisposable(() => void (this.#services.get(key.id) === service && this.#services.delete(key.id)));
  }

  async require<T>(key: ServiceKey<T>): Promise<T> {
    if (!this.#services.has(key.id)) await this.#activateFor(key.id);
    if (!this.#services.has(key.id)) throw unavailable(key.id);
    await this.#contribute(key.id);
    return this.#services.get(key.id) as T;
  }

  find<T>(key: ServiceKey<T>): T | undefined {
    return this.#services.get(key.id) as T | undefined;
  }

  async #contribute(id: string): Promise<void> {
    if (this.#contributing.has(id)) return;
    this.#contributing.add(id);
    try {
      await this.#activator.activateContributors(id);
    } finally {
      this.#contributing.delete(id);
    }
  }

  async #activateFor(id: string): Promise<void> {
    try {
      if (await this.#activator.activateProvider(id)) return;
    } catch (error) {
      throw unavailable(id, error);
    }
    throw unavailable(id);
  }
}

function unavailable(id: string, cause?: unknown): DevmgrError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new DevmgrError({
    code: 'DEVMGR_SERVICE_UNAVAILABLE',
    message: `The service ${id} is not available${why}`,
    hint: 'Look at `devmgr plugins list` for the plugin that should provide it.',
    exitCode: ExitCode.unavailable,
    cause,
  });
}

function duplicate(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `The service ${id} is provided already`,
    hint: 'Give the service of your plugin an id of its own.',
    exitCode: ExitCode.plugin,
  });
}
