import type { SettingLayer, SettingSource } from 'devmgr/plugin-api';
import type { KnownProvider } from '../definitions/known-provider.js';
import type { ProviderSettings } from './endpoint-surroundings.js';
import { hostReach } from './host-reach.js';
import { mergedTable, type MergedTable } from './merged-table.js';
import { providerTables } from './provider-tables.js';
import { readBaseUrl } from './read-base-url.js';

export interface ConfiguredProviders {
  /** All providers there are: the known ones, changed where the settings say so, then the new ones. */
  readonly definitions: readonly KnownProvider[];
  /** What `EndpointSurroundings.settings` is to give by provider. */
  readonly endpoints: ReadonlyMap<string, ProviderSettings>;
  /** The default models that the settings name, by provider. */
  readonly models: ReadonlyMap<string, string>;
  /** A line each: which setting, what is wrong, what to write. */
  readonly problems: readonly string[];
}

/**
 * Reads `[tool.devmgr.system.providers]`, a table for each provider by its id: the tables of all layers, field by field, the
 * higher layer's field over the lower one's. A bad table harms no other, and its provider asks to be set up with the problem
 * as hint: to go on without the setting could send code or a key elsewhere.
 *
 * Addresses and key variables are in `endpoints`, not in the definitions, each with whose word it is: a definition's base URL is
 * the vendor's own and its key variables are meant for it, and a project must not be able to say so.
 */
export function configuredProviders(
  layers: readonly SettingLayer[],
  known: readonly KnownProvider[],
): ConfiguredProviders {
  const definitions = new Map(known.map((provider) => [provider.id, provider]));
  const endpoints = new Map<string, ProviderSettings>();
  const models = new Map<string, string>();
  const { tables, problems } = providerTables(layers, new Set(definitions.keys()));
  const allProblems = [...problems];
  for (const [id, ofId] of tables) {
    const merged = mergedTable(id, ofId);
    const base = definitions.get(id);
    const { definition, missing } = define(id, merged, base);
    const ownProblems = [...merged.problems, ...missing];
    definitions.set(id, definition);
    endpoints.set(id, endpointOf(merged, ownProblems));
    if (merged.table.defaultModel !== undefined) models.set(id, merged.table.defaultModel);
    allProblems.push(...ownProblems);
  }
  return { definitions: [...definitions.values()], endpoints, models, problems: allProblems };
}

function define(id: string, { table, quirks, problems }: MergedTable, known: KnownProvider | undefined) {
  const { baseUrl, keyVariable: _variable, ...changes } = table;
  const base = known ?? newProvider(id, baseUrl);
  const isAddressMissing = !known && baseUrl === undefined && problems.length === 0;
  return {
    definition: { ...base, ...changes, quirks: { ...base.quirks, ...quirks } },
    missing: isAddressMissing ? [`system.providers.${id}.base-url is missing: ${base.setupHint ?? ''}`] : [],
  };
}

function endpointOf({ table, origins, top }: MergedTable, problems: readonly string[]): ProviderSettings {
  const originOf = (property: string): SettingSource => origins.get(property) ?? 'default';
  return {
    baseUrl: table.baseUrl,
    baseUrlOrigin: originOf('baseUrl'),
    keyVariable: table.keyVariable,
    keyVariableOrigin: originOf('keyVariable'),
    problem: problems.length === 0 ? undefined : `Setting ${problems.join('; ')}.`,
    origin: origins.get('baseUrl') ?? top,
  };
}

function newProvider(id: string, baseUrl: string | undefined): KnownProvider {
  const reading = baseUrl === undefined ? undefined : readBaseUrl(baseUrl);
  const isHere = reading !== undefined && 'url' in reading && hostReach(reading.url.hostname) === 'loopback';
  return {
    id,
    title: id,
    kind: isHere ? 'local-server' : 'cloud',
    wireFormat: 'openai-chat',
    // How to start it nobody knows.
    ...(baseUrl === undefined && { setupHint: `write system.providers.${id}.base-url = "https://host.example/v1"` }),
  };
}
