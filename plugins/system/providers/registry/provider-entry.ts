import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { HttpProvider } from '../http-provider/create-http-provider.js';
import type { KnownProvider } from '../definitions/known-provider.js';

/** Who brought a provider. The order of groups when nobody said whom to ask: what devmgr knows, what the person added. */
export type ProviderOrigin = 'known' | 'settings' | 'plugin' | 'built-in';

/** A provider of the registry. */
export type ProviderEntry =
  | {
      readonly provider: HttpProvider;
      readonly origin: ProviderOrigin;
      /** With the changes of the settings. */
      readonly definition: KnownProvider;
    }
  | { readonly provider: AiProvider; readonly origin: ProviderOrigin; readonly definition?: undefined };

export function isHttp(entry: ProviderEntry): entry is Extract<ProviderEntry, { definition: KnownProvider }> {
  return entry.definition !== undefined;
}
