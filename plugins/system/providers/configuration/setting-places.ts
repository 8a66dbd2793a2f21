import type { SettingSource } from 'devmgr/plugin-api';
import { bareText } from './read-variable.js';

/** Where the settings of a provider stand or belong, for hints. */
export interface SettingPlaces {
  /** The person's own file: `~/.devmgr/config.toml`. */
  readonly configFile: string;
  /** The provider's table, as the file that has it wants it: `[system.providers.corp] of ~/.devmgr/config.toml`. */
  readonly table: string;
  /** Whether the table says where the provider is: then no variable does. */
  readonly hasAddress: boolean;
}

export interface SettingPlacesOptions {
  /** Whose table is meant, where several say something of the provider. */
  readonly origin: SettingSource;
  readonly configFile: string;
  /** As the table has it. */
  readonly baseUrl: string | undefined;
}

export function settingPlaces(providerId: string, options: SettingPlacesOptions): SettingPlaces {
  const { configFile, baseUrl } = options;
  return { configFile, table: table(providerId, options), hasAddress: bareText(baseUrl) !== undefined };
}

function table(id: string, { origin, configFile }: SettingPlacesOptions): string {
  switch (origin) {
    case 'project':
      return `[tool.devmgr.system.providers.${id}] of pyproject.toml (or [system.providers.${id}] of .devmgr.toml)`;
    case 'environment':
      return `"${id}" of DEVMGR_SYSTEM_PROVIDERS`;
    case 'default':
    case 'user':
      return `[system.providers.${id}] of ${configFile}`;
  }
}
