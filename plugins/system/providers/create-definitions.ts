import type { PluginContext } from 'devmgr/plugin-api';
import type { AiHost } from './ai-host.js';
import type { AiPreferences } from './ai-preferences.js';
import type { AiSettings } from './ai-settings.js';
import { configFile } from './configuration/config-file.js';
import { configuredProviders, type ConfiguredProviders } from './configuration/configured-providers.js';
import type { EndpointSurroundings } from './configuration/endpoint-surroundings.js';
import { endpointSource } from './configuration/resolve-endpoint.js';
import { settingPlaces } from './configuration/setting-places.js';
import { tellSettingProblems } from './configuration/tell-setting-problems.js';
import type { KnownProvider } from './definitions/known-provider.js';
import { createHttpProvider, type HttpProvider } from './http-provider/create-http-provider.js';
import type { ProviderLimits } from './status/provider-limits.js';
import type { HttpClient } from './transport/http-client.js';

export interface DefinitionsOptions {
  readonly context: PluginContext;
  readonly host: AiHost;
  readonly settings: () => AiSettings;
  readonly preferences: AiPreferences;
  readonly limits: ProviderLimits;
  readonly client: HttpClient;
  readonly isOwnServer: (port: number) => boolean | Promise<boolean>;
}

export interface Definitions {
  /** All definitions, the settings applied to those given. What is wrong with the settings is told once. */
  configure(known: readonly KnownProvider[]): readonly KnownProvider[];
  create(definition: KnownProvider): HttpProvider;
  surroundings(providerId: string): EndpointSurroundings;
  /** Names of the variables that may hold a provider's key. */
  keyVariables(providerId: string): readonly string[];
}

/** Turns definitions and settings into providers. */
export function createDefinitions(options: DefinitionsOptions): Definitions {
  const { context, host, settings, preferences, limits, client, isOwnServer } = options;
  let configured: ConfiguredProviders | undefined;
  const file = configFile(context.storage.globalDir, context.env);
  const tellProblems = tellSettingProblems(context);
  const surroundings = (id: string): EndpointSurroundings => ({
    env: context.env,
    dotenv: () => context.workspace.dotenv.get(),
    settings: () => configured?.endpoints.get(id),
    trustedHosts: () => settings().trustedHosts,
    settingPlaces() {
      const { origin, baseUrl } = configured?.endpoints.get(id) ?? { origin: 'default' };
      return settingPlaces(id, { origin, configFile: file, baseUrl });
    },
    addSecret: (value) => context.secrets.add(value),
  });
  return {
    surroundings,
    keyVariables(id) {
      const named = configured?.endpoints.get(id)?.keyVariable;
      const definition = configured?.definitions.find((each) => each.id === id);
      return named === undefined ? (definition?.keyVariables ?? []) : [named];
    },
    configure(known) {
      configured = configuredProviders(context.config.layers('providers'), known);
      tellProblems([...configured.problems, ...settings().problems]);
      return configured.definitions;
    },
    create: (definition) =>
      createHttpProvider({
        definition,
        endpoint: endpointSource(definition, surroundings(definition.id)),
        settings() {
          const { retries, timeouts } = settings();
          return { retries, timeouts, model: configured?.models.get(definition.id) };
        },
        client,
        host,
        preferences,
        limits,
        settingPlaces: () => surroundings(definition.id).settingPlaces(),
        isOwnServer,
      }),
  };
}
