import {
  DevmgrError,
  ExitCode,
  toDisposable,
  type Disposable,
  type ServiceKey,
  type Services,
} from 'devmgr/plugin-api';

/** Finds the plugin whose manifest declares a service and activates it. False when there is none. */
export type ServiceActivator = (serviceId: string) => Promise<boolean>;

/** Typed keys to implementations; asking for a declared one activates its plugin. */
export class ServiceRegistry implements Services {
  readonly #services = new Map<string, unknown>();
  readonly #owners = new Map<string, string>();
  readonly #activate: ServiceActivator;

  constructor(activate: ServiceActivator) {
    this.#activate = activate;
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
    return this.#services.get(key.id) as T;
  }

  find<T>(key: ServiceKey<T>): T | undefined {
    return this.#services.get(key.id) as T | undefined;
  }

  async #activateFor(id: string): Promise<void> {
    try {
      if (await this.#activate(id)) return;
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
