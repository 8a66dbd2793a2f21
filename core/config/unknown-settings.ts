import { nearestName } from '../names/nearest-name.js';
import type { SettingSpecs } from './settings.js';
import { record, type SettingsLayer } from './settings-files.js';

const LONGEST_NAME = 60;

/**
 * What stands in settings files and is read by nobody, a line each. `sections`: the settings of every section that there is. A
 * section that is like none of them may be that of a plugin which is not installed here: nothing is said of it.
 */
export function unknownSettings(
  layers: readonly SettingsLayer[],
  sections: ReadonlyMap<string, SettingSpecs>,
): readonly string[] {
  return layers.flatMap(({ file, sections: given }) =>
    Object.entries(given).flatMap(([name, value]) => {
      const specs = sections.get(name);
      const problems = specs ? unknownKeys(name, value, specs) : unknownSection(name, value, [...sections.keys()]);
      return problems.map((problem) => `${file}: ${problem}`);
    }),
  );
}

function unknownKeys(section: string, table: unknown, specs: SettingSpecs): readonly string[] {
  const keys = Object.keys(record(table)).filter((key) => !Object.hasOwn(specs, key));
  return keys.map((key) => {
    const near = nearestName(key.replaceAll('_', '-'), Object.keys(specs));
    const meant = near === undefined ? '; ignored' : `. Did you mean ${near}?`;
    return `${section}.${short(key)} is not a setting${meant}`;
  });
}

function unknownSection(name: string, value: unknown, names: readonly string[]): readonly string[] {
  if (name === 'tool') return Object.keys(record(record(value)['devmgr'])).map(sectionOfTool);
  const near = nearestName(name, names);
  return near === undefined ? [] : [`there is no section [${short(name)}]. Did you mean [${near}]?`];
}

/** As pyproject.toml has it. */
function sectionOfTool(name: string): string {
  return `[tool.devmgr.${short(name)}] is read in pyproject.toml only. Write [${short(name)}] here`;
}

function short(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}
