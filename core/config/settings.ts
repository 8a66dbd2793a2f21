import { Emitter, type Config, type SettingContribution } from 'devmgr/plugin-api';
import { checkSetting } from './check-setting.js';
import { record, type SettingsLayer } from './settings-files.js';

export type SettingSpecs = Readonly<Record<string, SettingContribution>>;

/** Where the value of a setting comes from. */
export interface ResolvedSetting {
  readonly value: unknown;
  readonly origin: string;
}

/** All settings: defaults < files < environment (`DEVMGR_SYSTEM_PORT`). Invalid values are reported once and skipped. */
export class Settings {
  readonly #changed = new Emitter<void>();
  readonly #reported = new Set<string>();
  readonly #env: Readonly<Record<string, string>>;
  readonly #warn: (message: string) => void;
  #layers: readonly SettingsLayer[];

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
    this.#changed.fire();
  }

  resolve(section: string, key: string, spec: SettingContribution): ResolvedSetting {
    const variable = `DEVMGR_${section}_${key}`.toUpperCase().replaceAll('-', '_');
    const candidates = [{ value: this.#env[variable] as unknown, origin: variable, fromText: true }];
    for (const layer of [...this.#layers].reverse()) {
      candidates.push({ value: record(layer.sections[section])[key], origin: layer.file, fromText: false });
    }
    for (const { value, origin, fromText } of candidates) {
      if (value === undefined) continue;
      const checked = checkSetting(value, spec, fromText);
      if ('value' in checked) return { value: checked.value, origin };
      this.#report(`${origin}: setting ${section}.${key} ${checked.problem}; ignored`);
    }
    return { value: spec.default, origin: 'default' };
  }

  /** The view that one plugin gets. */
  view(section: string, specs: SettingSpecs): Config {
    const read = (key: string, ...types: SettingContribution['type'][]): unknown => {
      const spec = specs[key];
      if (!spec || !types.includes(spec.type)) {
        throw new TypeError(`The manifest of ${section} declares no setting "${key}" of type ${types.join(' or ')}`);
      }
      return this.resolve(section, key, spec).value;
    };
    return {
      string: (key) => read(key, 'string') as string,
      number: (key) => read(key, 'number') as number,
      boolean: (key) => read(key, 'boolean') as boolean,
      json: (key) => read(key, 'array', 'object'),
      onDidChange: (listener) => this.#changes(section, specs)(listener),
    };
  }

  #changes(section: string, specs: SettingSpecs): Config['onDidChange'] {
    const snapshot = () =>
      new Map(
        Object.entries(specs).map(([key, spec]) => [key, JSON.stringify(this.resolve(section, key, spec).value)]),
      );
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

  #report(message: string): void {
    if (this.#reported.has(message)) return;
    this.#reported.add(message);
    this.#warn(message);
  }
}
