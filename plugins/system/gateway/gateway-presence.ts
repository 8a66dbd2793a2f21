import { Emitter, type Disposable, type Event, type PluginContext } from 'devmgr/plugin-api';

const KEY = 'gateway.isShown';

/** Whether the gateway is one of the servers of the project: somebody has started it there, or the settings speak of it. */
export class GatewayPresence implements Disposable {
  readonly #context: Pick<PluginContext, 'config' | 'storage'>;
  readonly #changes = new Emitter<void>();

  readonly onDidChange: Event<void> = this.#changes.event;

  constructor(context: Pick<PluginContext, 'config' | 'storage'>) {
    this.#context = context;
  }

  isWanted(): boolean {
    const { config, storage } = this.#context;
    return storage.state.get(KEY) === true || config.source('gateway') !== 'default';
  }

  /** From now on it is one of the servers. */
  async show(): Promise<void> {
    if (this.isWanted()) return;
    await this.#context.storage.state.set(KEY, true);
    this.#changes.fire();
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
