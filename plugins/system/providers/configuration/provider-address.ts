import type { KnownProvider } from '../definitions/known-provider.js';
import type { EndpointSurroundings } from './endpoint-surroundings.js';
import { listenAddress } from './listen-address.js';
import { readBaseUrl, type UrlReading } from './read-base-url.js';
import { bareText, readVariable } from './read-variable.js';

/** Whose word it is where requests go. */
export type AddressOrigin = 'default' | 'person' | 'project';

export interface NamedAddress {
  readonly reading: UrlReading;
  readonly origin: AddressOrigin;
  /** For hints: `OPENAI_BASE_URL in the project's .env`. */
  readonly namedBy: string;
  /** Further addresses to look at; only where nobody named this one. */
  readonly others: readonly string[];
}

/**
 * Where the provider is: settings, else the environment, else the project's `.env`, else its default address; `undefined`
 * when it has none.
 */
export function providerAddress(provider: KnownProvider, surroundings: EndpointSurroundings): NamedAddress | undefined {
  return ofSettings(provider, surroundings) ?? ofVariables(provider, surroundings) ?? ofDefinition(provider);
}

function ofSettings({ id }: KnownProvider, surroundings: EndpointSurroundings): NamedAddress | undefined {
  const settings = surroundings.settings();
  const text = bareText(settings?.baseUrl);
  if (!settings || text === undefined) return undefined;
  const isOfProject = settings.baseUrlOrigin === 'project';
  return {
    reading: readBaseUrl(text),
    origin: isOfProject ? 'project' : 'person',
    namedBy: `${isOfProject ? "The project's setting" : 'The setting'} system.providers.${id}.base-url`,
    others: [],
  };
}

function ofVariables(provider: KnownProvider, surroundings: EndpointSurroundings): NamedAddress | undefined {
  if (provider.conventions?.listenVariables) return listenAddress(provider, surroundings);
  const names = provider.baseUrlVariables ?? [];
  return fromVariables(names, surroundings.env, 'person') ?? fromVariables(names, surroundings.dotenv(), 'project');
}

function fromVariables(
  names: readonly string[],
  variables: Readonly<Record<string, string>>,
  origin: AddressOrigin,
): NamedAddress | undefined {
  for (const name of names) {
    const text = readVariable(variables, name);
    if (text === undefined) continue;
    const namedBy = origin === 'project' ? `${name} in the project's .env` : name;
    return { reading: readBaseUrl(text), origin, namedBy, others: [] };
  }
  return undefined;
}

function ofDefinition({ id, baseUrl, otherBaseUrls }: KnownProvider): NamedAddress | undefined {
  if (baseUrl === undefined) return undefined;
  const namedBy = `The base URL of the definition of ${id}`;
  // A definition may come from somebody's plugin.
  const others = (otherBaseUrls ?? []).filter((other) => 'url' in readBaseUrl(other));
  return { reading: readBaseUrl(baseUrl), origin: 'default', namedBy, others };
}
