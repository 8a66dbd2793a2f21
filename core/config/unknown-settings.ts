import { nearestName } from '../names/nearest-name.js';
import { ownSection } from './setting-place.js';
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
  const own = ownSections(sections);
  return layers.flatMap(({ file, sections: given }) =>
    Object.entries(given).flatMap(([name, value]) => {
      if (own.has(name)) return [];
      const specs = sections.get(name);
      const problems = specs
        ? unknownKeys(name, value, specs)
        : unknownSection(name, value, [...sections.keys(), ...own]);
      return problems.map((problem) => `${file}: ${problem}`);
    }),
  );
}

/** Those that are one setting: what is in them its plugin looks at. */
function ownSections(sections: ReadonlyMap<string, SettingSpecs>): ReadonlySet<string> {
  const specs = [...sections.values()].flatMap((each) => Object.values(each));
  return new Set(specs.flatMap((spec) => ownSection(spec) ?? []));
}

function unknownKeys(section: string, table: unknown, specs: SettingSpecs): readonly string[] {
  const isRead = (key: string) => Object.hasOwn(specs, key) && specs[key] && ownSection(specs[key]) === undefined;
  const keys = Object.keys(record(table)).filter((key) => !isRead(key));
  return keys.map((key) => {
    const own = Object.hasOwn(specs, key) && specs[key] ? ownSection(specs[key]) : undefined;
    if (own !== undefined) return `${section}.${key} is a section of its own: write [${own}]`;
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
