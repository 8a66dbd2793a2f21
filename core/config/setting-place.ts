import type { SettingContribution } from 'devmgr/plugin-api';
import { record, type Sections } from './settings-files.js';

/** Where a setting is read. */
export interface SettingPlace {
  /** For people, and for `devmgr config get`: `system.port`, or the section that is the setting. */
  readonly name: string;
  /** The variable of the environment: `DEVMGR_SYSTEM_PORT`. */
  readonly variable: string;
  /** What a file says of it. */
  of(sections: Sections): unknown;
}

/** `section`: of the plugin. A setting with a section of its own is in no plugin's: two plugins may read the same. */
export function settingPlace(section: string, key: string, spec: SettingContribution): SettingPlace {
  const own = ownSection(spec);
  const variable = `DEVMGR_${own ?? `${section}_${key}`}`.toUpperCase().replaceAll('-', '_');
  if (own !== undefined) return { name: own, variable, of: (sections) => sections[own] };
  return { name: `${section}.${key}`, variable, of: (sections) => record(sections[section])[key] };
}

/** The section that the whole of a setting is, where it has one. */
export function ownSection(spec: SettingContribution): string | undefined {
  return spec.type === 'object' ? spec.section : undefined;
}
