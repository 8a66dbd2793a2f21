import type {
  EndpointSurroundings,
  ProviderSettings,
} from '../../../../../plugins/system/providers/configuration/endpoint-surroundings.js';
import type { Endpoint, MissingEndpoint } from '../../../../../plugins/system/providers/configuration/endpoint.js';
import { endpointSource } from '../../../../../plugins/system/providers/configuration/resolve-endpoint.js';
import { settingPlaces } from '../../../../../plugins/system/providers/configuration/setting-places.js';
import type { KnownProvider } from '../../../../../plugins/system/providers/definitions/known-provider.js';
import { knownProviders } from '../../../../../plugins/system/providers/definitions/known-providers.js';

export interface Situation {
  readonly env?: Record<string, string>;
  readonly dotenv?: Record<string, string>;
  /** `origin` is everybody's who is not named by itself. */
  readonly settings?: Partial<ProviderSettings> & Pick<ProviderSettings, 'origin'>;
  readonly trusted?: readonly string[];
  readonly configFile?: string;
  readonly addSecret?: (value: string) => void;
}

export function surroundingsOf({
  env,
  dotenv,
  settings,
  trusted,
  configFile,
  addSecret,
}: Situation): EndpointSurroundings {
  return {
    env: env ?? {},
    dotenv: () => dotenv ?? {},
    settings: () => settings && { baseUrlOrigin: settings.origin, keyVariableOrigin: settings.origin, ...settings },
    trustedHosts: () => trusted ?? [],
    settingPlaces: () =>
      settingPlaces('x', {
        origin: settings?.origin ?? 'default',
        configFile: configFile ?? '~/.devmgr/config.toml',
        baseUrl: settings?.baseUrl,
      }),
    ...(addSecret ? { addSecret } : {}),
  };
}

export function known(id: string): KnownProvider {
  const provider = knownProviders.find((one) => one.id === id);
  if (!provider) throw new Error(`No provider ${id}`);
  return provider;
}

/** What the provider answers in the situation. */
export function resolve(provider: string | KnownProvider, situation: Situation = {}): Endpoint | MissingEndpoint {
  const definition = typeof provider === 'string' ? known(provider) : provider;
  return endpointSource(definition, surroundingsOf(situation))();
}

/** As `resolve`, where there must be an endpoint. */
export function endpoint(provider: string | KnownProvider, situation: Situation = {}): Endpoint {
  const found = resolve(provider, situation);
  if ('missing' in found) throw new Error(`${found.missing}: ${found.hint}`);
  return found;
}

/** As `resolve`, where there must be none. */
export function missing(provider: string | KnownProvider, situation: Situation = {}): MissingEndpoint {
  const found = resolve(provider, situation);
  if (!('missing' in found)) throw new Error(`There is an endpoint: ${found.baseUrl}`);
  return found;
}
