import { setTimeout as pause } from 'node:timers/promises';
import { Store, type Logger } from 'devmgr/plugin-api';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { AiChoices } from '../../../../../plugins/system/providers/ai-preferences.js';
import type { Endpoint, MissingEndpoint } from '../../../../../plugins/system/providers/configuration/endpoint.js';
import { settingPlaces } from '../../../../../plugins/system/providers/configuration/setting-places.js';
import {
  createHttpProvider,
  type HttpProvider,
} from '../../../../../plugins/system/providers/http-provider/create-http-provider.js';
import type { ProviderSettings } from '../../../../../plugins/system/providers/http-provider/http-provider-options.js';
import { ProviderLimits } from '../../../../../plugins/system/providers/status/provider-limits.js';
import { createHttpClient } from '../../../../../plugins/system/providers/transport/create-http-client.js';
import { systemClock } from '../../support/server-project.js';

/** Waits up to this long, in milliseconds, are retries: they are noted and not waited for. */
const RETRY_MS = 2_400;

export interface HttpStageOptions {
  readonly definition?: Partial<AiProviderDefinition>;
  readonly settings?: Partial<ProviderSettings>;
  readonly endpoint?: Partial<Endpoint>;
  readonly isOwnServer?: (port: number) => boolean;
}

/** A provider at an address, over the real client, with the surroundings in one's hand. */
export class HttpStage {
  readonly provider: HttpProvider;
  readonly logged: string[] = [];
  /** Milliseconds between attempts. */
  readonly retries: number[] = [];
  readonly choices = new Store<AiChoices>({ selection: undefined, models: {} });
  readonly limits = new ProviderLimits({ state: memory(), clock: systemClock });
  readonly #client = createHttpClient({ env: {} });
  endpoint: Endpoint | MissingEndpoint;

  constructor(baseUrl: string, options: HttpStageOptions = {}) {
    this.endpoint = { ...endpointAt(baseUrl), ...options.endpoint };
    this.provider = createHttpProvider({
      definition: { id: 'acme', title: 'Acme', kind: 'cloud', wireFormat: 'openai-chat', ...options.definition },
      endpoint: () => this.endpoint,
      client: this.#client,
      host: {
        log: logger(this.logged),
        now: () => Date.now(),
        random: () => 0,
        clean: (text) => text.replaceAll('sk-secret-0123456789', '***'),
        wait: (ms, signal) => this.#wait(ms, signal),
      },
      settings: () => ({ ...SETTINGS, ...options.settings }),
      preferences: { choices: this.choices },
      limits: this.limits,
      settingPlaces: () =>
        settingPlaces(options.definition?.id ?? 'acme', {
          origin: 'user',
          configFile: '~/.devmgr/config.toml',
          baseUrl: undefined,
        }),
      isOwnServer: options.isOwnServer ?? (() => false),
    });
  }

  async dispose(): Promise<void> {
    await this.provider.dispose();
    await this.#client.dispose();
    this.limits.dispose();
  }

  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > RETRY_MS) return pause(ms, undefined, { signal });
    this.retries.push(ms);
    signal.throwIfAborted();
  }
}

const SETTINGS: ProviderSettings = {
  retries: 2,
  timeouts: { connect: 60_000, firstByte: 60_000, idle: 60_000 },
  model: undefined,
};

export function endpointAt(baseUrl: string): Endpoint {
  return {
    baseUrl,
    otherBaseUrls: [],
    key: 'sk-secret-0123456789',
    keyVariable: 'ACME_API_KEY',
    host: undefined,
    headers: {},
    warnings: [],
  };
}

export function chunk(content: string, finish: string | null = null): object {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: finish }] };
}

export function modelList(...ids: readonly string[]): object {
  return { object: 'list', data: ids.map((id) => ({ id, object: 'model', created: 1, owned_by: 'acme' })) };
}

function memory() {
  const values = new Map<string, unknown>();
  return {
    get: (key: string) => values.get(key),
    set: async (key: string, value: unknown) => void values.set(key, value),
  };
}

function logger(logged: string[]): Logger {
  const write = (level: string) => (message: string) => void logged.push(`${level} ${message}`);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
