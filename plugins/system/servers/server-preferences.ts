import { Emitter, type Memento } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';

/** What a person chose for a server on the screen; what is absent follows the settings. */
export interface ServerPreference {
  readonly autostart?: boolean;
  /** What it was when `autostart` was chosen: `startDigest` of it and of all that it needs. */
  readonly agreed?: string;
  readonly host?: string;
  readonly port?: number;
  readonly reload?: boolean;
}

const KEY = 'servers';

/** Choices per server that are remembered for the project. */
export class ServerPreferences {
  readonly #state: Memento;
  readonly #changes = new Emitter<void>();

  readonly onDidChange = this.#changes.event;

  constructor(state: Memento) {
    this.#state = state;
  }

  get(name: string): ServerPreference {
    const { autostart, agreed, host, port, reload } = record(record(this.#state.get(KEY))[name]);
    return {
      ...(typeof autostart === 'boolean' && { autostart }),
      ...(typeof agreed === 'string' && { agreed }),
      ...(typeof host === 'string' && { host }),
      ...(Number.isInteger(port) && { port: port as number }),
      ...(typeof reload === 'boolean' && { reload }),
    };
  }

  /** Host, port and reload as a start takes them. */
  startOptions(name: string): ServerStartOptions {
    const { host, port, reload } = this.get(name);
    return {
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
      ...(reload !== undefined && { reload }),
    };
  }

  /** `undefined` follows the settings again. */
  async change(
    name: string,
    change: { readonly [Key in keyof ServerPreference]: ServerPreference[Key] | undefined },
  ): Promise<void> {
    const all = record(this.#state.get(KEY));
    await this.#state.set(KEY, { ...all, [name]: { ...this.get(name), ...change } });
    this.#changes.fire();
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
