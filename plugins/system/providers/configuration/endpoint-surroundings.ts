import type { SettingSource } from 'devmgr/plugin-api';
import type { SettingPlaces } from './setting-places.js';

/** What the settings say of one provider's endpoint, and whose word each of it is. */
export interface ProviderSettings {
  /** As written; it is looked at when the endpoint is asked for. */
  readonly baseUrl?: string | undefined;
  /** Whose word `baseUrl` is; `default` without one. */
  readonly baseUrlOrigin: SettingSource;
  /** The variable that holds the key, in place of the provider's own. */
  readonly keyVariable?: string | undefined;
  /** Whose word `keyVariable` is: the project may name a variable in a provider of the person. */
  readonly keyVariableOrigin: SettingSource;
  /** The table cannot be used as it is: without this line nobody would know why requests go elsewhere, so none go at all. */
  readonly problem?: string | undefined;
  /** Whose table hints point to: the one with the base URL, else the highest. */
  readonly origin: SettingSource;
}

/** What endpoints are made of. */
export interface EndpointSurroundings {
  /** The environment as devmgr got it. It belongs to the person. */
  readonly env: Readonly<Record<string, string>>;
  /** The project's `.env` as it is now. It belongs to whoever wrote the project. */
  dotenv(): Readonly<Record<string, string>>;
  /** What the settings say of this provider now. */
  settings(): ProviderSettings | undefined;
  /** Hosts from the person's own settings that keys of the environment may go to at a project's request. */
  trustedHosts(): readonly string[];
  /** Where the settings of this provider stand now. */
  settingPlaces(): SettingPlaces;
  /** Is given every key and password that is about to be used, to mask it. */
  addSecret?(value: string): void;
}
