import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { AiHost } from '../ai-host.js';
import type { AiPreferences } from '../ai-preferences.js';
import type { EndpointSource } from '../configuration/endpoint.js';
import type { SettingPlaces } from '../configuration/setting-places.js';
import type { ProviderLimits } from '../status/provider-limits.js';
import type { HttpClient, HttpTimeouts } from '../transport/http-client.js';

/** What the settings say, as it is now. */
export interface ProviderSettings {
  /** How often a failed request is sent again. */
  readonly retries: number;
  /** Of requests for answers. `firstByte` is the time until the first token. */
  readonly timeouts: HttpTimeouts;
  /** The default model. */
  readonly model: string | undefined;
}

/** What a provider over HTTP is made of. */
export interface HttpProviderOptions {
  readonly definition: AiProviderDefinition;
  readonly endpoint: EndpointSource;
  readonly client: HttpClient;
  readonly host: AiHost;
  readonly settings: () => ProviderSettings;
  readonly preferences: Pick<AiPreferences, 'choices'>;
  readonly limits: ProviderLimits;
  /** Named in hints. */
  settingPlaces(): SettingPlaces;
  /** One of devmgr's own servers listens on that port of this machine: it is no provider and is not asked. */
  isOwnServer(port: number): boolean | Promise<boolean>;
}
