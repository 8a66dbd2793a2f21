import type { KnownProvider } from '../definitions/known-provider.js';
import type { ProviderSettings } from './endpoint-surroundings.js';
import { hostReach } from './host-reach.js';
import { providerFields, type ProviderTable } from './provider-fields.js';
import { readQuirks } from './quirk-fields.js';
import { readBaseUrl } from './read-base-url.js';
import { isTable, readTable } from './read-table.js';

export interface ConfiguredProviders {
  /** All providers there are: the known ones, changed where the settings say so, then the new ones. */
  readonly definitions: readonly KnownProvider[];
  /** What `EndpointSurroundings.settings` is to give by provider, once it is said whose settings they are. */
  readonly endpoints: ReadonlyMap<string, Omit<ProviderSettings, 'origin'>>;
  /** A line each: which setting, what is wrong, what to write. */
  readonly problems: readonly string[];
}

/**
 * Reads `[tool.devmgr.system.providers]`: a table for each provider, by its id. A bad table harms no other, and its provider
 * asks to be set up with the problem as hint: to go on without the setting could send code or a key elsewhere.
 *
 * Addresses and key variables are in `endpoints`, not in the definitions: a definition's base URL is the vendor's own and its
 * key variables are meant for it, and a project must not be able to say so.
 */
export function configuredProviders(setting: unknown, known: readonly KnownProvider[]): ConfiguredProviders {
  const definitions = new Map(known.map((provider) => [provider.id, provider]));
  const endpoints = new Map<string, Omit<ProviderSettings, 'origin'>>();
  if (setting === undefined) return { definitions: known, endpoints, problems: [] };
  if (!isTable(setting)) return { definitions: known, endpoints, problems: ['system.providers must be a table'] };
  const allProblems: string[] = [];
  for (const [id, table] of Object.entries(setting)) {
    const place = `system.providers.${id.slice(0, 60)}`;
    const unfit = unfitId(id);
    if (unfit !== undefined) {
      allProblems.push(`${JSON.stringify(place)} ${unfit}`);
      continue;
    }
    const { definition, endpoint, problems } = readProvider(id, table, definitions.get(id), place);
    definitions.set(id, definition);
    endpoints.set(id, endpoint);
    allProblems.push(...problems);
  }
  return { definitions: [...definitions.values()], endpoints, problems: allProblems };
}

function unfitId(id: string): string | undefined {
  if (id === 'local') return 'is not read: the name belongs to the models that run inside devmgr. Take another';
  // `constructor` is in every object that somebody may keep providers in by their id.
  const isRight = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 40 && !(id in {});
  return isRight
    ? undefined
    : 'is not read: a provider is named with lower-case letters, digits and dashes, at most 40';
}

function readProvider(id: string, table: unknown, known: KnownProvider | undefined, place: string) {
  const reading = readTable(table, providerFields, place);
  // Every value has been through the reader of its property.
  const { baseUrl, keyVariable, quirks: quirkTable, ...changes } = Object.fromEntries(reading.values) as ProviderTable;
  const { quirks, problems: ofQuirks } = readQuirks(quirkTable ?? {}, `${place}.quirks`);
  const base = known ?? newProvider(id, baseUrl, place);
  const isAddressMissing = !known && baseUrl === undefined && reading.problems.length === 0;
  const missing = isAddressMissing ? [`${place}.base-url is missing: ${base.setupHint ?? ''}`] : [];
  const problems = [...reading.problems, ...ofQuirks, ...missing];
  return {
    definition: { ...base, ...changes, quirks: { ...base.quirks, ...quirks } },
    endpoint: { baseUrl, keyVariable, problem: problems.length === 0 ? undefined : `Setting ${problems.join('; ')}.` },
    problems,
  };
}

function newProvider(id: string, baseUrl: string | undefined, place: string): KnownProvider {
  const reading = baseUrl === undefined ? undefined : readBaseUrl(baseUrl);
  const isHere = reading !== undefined && 'url' in reading && hostReach(reading.url.hostname) === 'loopback';
  return {
    id,
    title: id,
    kind: isHere ? 'local-server' : 'cloud',
    wireFormat: 'openai-chat',
    setupHint: `write ${place}.base-url = "https://host.example/v1"`,
  };
}
