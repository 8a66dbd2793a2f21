import { Emitter, type Config, type SettingContribution, type SettingSource } from 'devmgr/plugin-api';
import { checkSetting } from './check-setting.js';
import { settingPlace, type SettingPlace } from './setting-place.js';
import type { SettingsLayer } from './settings-files.js';
import { unknownSettings } from './unknown-settings.js';

export type SettingSpecs = Readonly<Record<string, SettingContribution>>;

/** Where the value of a setting comes from. */
export interface ResolvedSetting {
  readonly value: unknown;
  /** The file or the variable, or `default`. */
  readonly origin: string;
  readonly source: SettingSource;
}

/** All settings: defaults < files < environment (`DEVMGR_SYSTEM_PORT`). Invalid values are reported once and skipped. */
export class Settings {
  readonly #changed = new Emitter<void>();
  readonly #reported = new Set<string>();
  readonly #env: Readonly<Record<string, string>>;
  readonly #warn: (message: string) => void;
  #layers: readonly SettingsLayer[];
  #sections: ReadonlyMap<string, SettingSpecs> | undefined;

  constructor(
    layers: readonly SettingsLayer[],
    env: Readonly<Record<string, string>>,
    warn: (message: string) => void,
  ) {
    this.#layers = layers;
    this.#env = env;
    this.#warn = warn;
  }

  /** Takes what the files say now and tells everybody who reads settings. */
  replace(layers: readonly SettingsLayer[]): void {
    this.#layers = layers;
    this.#reportUnknown();
    this.#changed.fire();
  }

  /** Which settings there are, by section. What else the files say is reported, now and when they change. */
  expect(sections: ReadonlyMap<string, SettingSpecs>): void {
    this.#sections = sections;
    this.#reportUnknown();
  }

  /** The value in force. */
  resolve(section: string, key: string, spec: SettingContribution): ResolvedSetting {
    const place = settingPlace(section, key, spec);
    for (const candidate of this.#candidates(place).reverse()) {
      const resolved = this.#checked(candidate, place, spec);
      if (resolved) return resolved;
    }
    return byDefault(spec);
  }

  /** Every value that is given, lowest precedence first, the default before all; invalid ones are left out. */
  layers(section: string, key: string, spec: SettingContribution): readonly ResolvedSetting[] {
    const place = settingPlace(section, key, spec);
    const given = this.#candidates(place).flatMap((each) => this.#checked(each, place, spec) ?? []);
    return [byDefault(spec), ...given];
  }

  #candidates({ variable, of }: SettingPlace): ResolvedSetting[] {
    return [
      ...this.#layers.map(({ file, source, sections }) => ({ value: of(sections), origin: file, source })),
      { value: this.#env[variable], origin: variable, source: 'environment' },
    ];
  }

  #checked(
    { value, origin, source }: ResolvedSetting,
    { name }: SettingPlace,
    spec: SettingContribution,
  ): ResolvedSetting | undefined {
    if (value === undefined) return undefined;
    const checked = checkSetting(value, spec, source === 'environment');
    if ('value' in checked) return { value: checked.value, origin, source };
    this.#report(`${origin}: setting ${name} ${checked.problem}; ignored`);
    return undefined;
  }

  /** The view that one plugin gets. */
  view(section: string, specs: SettingSpecs): Config {
    // Settings are read with every look at a server and every key: they are looked up once for as long as the files say the same.
    const values = new Map<string, unknown>();
    let readFrom = this.#layers;
    const valueOf = (key: string, spec: SettingContribution): unknown => {
      if (readFrom !== this.#layers) values.clear();
      readFrom = this.#layers;
      if (!values.has(key)) values.set(key, this.resolve(section, key, spec).value);
      return values.get(key);
    };
    const read = (key: string, ...types: SettingContribution['type'][]): unknown => {
      const spec = specs[key];
      if (!spec || !types.includes(spec.type)) {
        throw new TypeError(`The manifest of ${section} declares no setting "${key}" of type ${types.join(' or ')}`);
      }
      return valueOf(key, spec);
    };
    const specOf = (key: string): SettingContribution => {
      const spec = specs[key];
      if (!spec) throw new TypeError(`The manifest of ${section} declares no setting "${key}"`);
      return spec;
    };
    return {
      string: (key) => read(key, 'string') as string,
      number: (key) => read(key, 'number') as number,
      boolean: (key) => read(key, 'boolean') as boolean,
      json: (key) => read(key, 'array', 'object'),
      source: (key) => this.resolve(section, key, specOf(key)).source,
      layers: (key) => this.layers(section, key, specOf(key)),
      onDidChange: (listener) => this.#changes(section, specs)(listener),
    };
  }

  #changes(section: string, specs: SettingSpecs): Config['onDidChange'] {
    // Who trusts a value of the person more than one of the project wants to hear when only that changes.
    const stateOf = (layers: readonly ResolvedSetting[]) =>
      JSON.stringify(layers.map(({ value, source }) => [value, source]));
    const snapshot = () =>
      new Map(Object.entries(specs).map(([key, spec]) => [key, stateOf(this.layers(section, key, spec))]));
    return (listener) => {
      let before = snapshot();
      return this.#changed.event(() => {
        const after = snapshot();
        const changed = new Set([...after].filter(([key, value]) => before.get(key) !== value).map(([key]) => key));
        before = after;
        if (changed.size > 0) listener({ affects: (key) => changed.has(key) });
      });
    };
  }

  #reportUnknown(): void {
    if (this.#sections) for (const line of unknownSettings(this.#layers, this.#sections)) this.#report(line);
  }

  #report(message: string): void {
    if (this.#reported.has(message)) return;
    this.#reported.add(message);
    this.#warn(message);
  }
}

function byDefault(spec: SettingContribution): ResolvedSetting {
  return { value: spec.default, origin: 'default', source: 'default' };
}
