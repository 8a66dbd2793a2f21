import type { Config, PluginManifest, SettingContribution, SettingLayer, SettingSource } from '../index.js';

/**
 * Settings from the defaults of a manifest and the values given, which are the user's where `sources` says nothing else.
 * `lower`: values of files under those that are in force, lowest first. Reading an undeclared key throws, as the real one does.
 */
export function testConfig(
  manifest: PluginManifest,
  values: Readonly<Record<string, unknown>>,
  sources: Readonly<Record<string, SettingSource>> = {},
  lower: Readonly<Record<string, readonly SettingLayer[]>> = {},
): Config {
  const specOf = (key: string): SettingContribution => {
    const spec = manifest.settings?.[key];
    if (!spec) throw new TypeError(`The manifest of ${manifest.id} declares no setting "${key}"`);
    return spec;
  };
  const read = (key: string): unknown => {
    const spec = specOf(key);
    return values[key] ?? spec.default;
  };
  const source = (key: string) => (specOf(key), values[key] === undefined ? 'default' : (sources[key] ?? 'user'));
  return {
    string: (key) => read(key) as string,
    number: (key) => read(key) as number,
    boolean: (key) => read(key) as boolean,
    json: read,
    source,
    layers(key) {
      const byDefault: SettingLayer = { value: specOf(key).default, source: 'default' };
      const inForce = values[key] === undefined ? [] : [{ value: values[key], source: source(key) }];
      return [byDefault, ...(lower[key] ?? []), ...inForce];
    },
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
