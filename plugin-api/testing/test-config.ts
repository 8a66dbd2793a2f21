import type { Config, PluginManifest, SettingContribution, SettingSource } from '../index.js';

/**
 * Settings from the defaults of a manifest and the values given, which are the user's where `sources` says nothing else.
 * Reading an undeclared key throws, as the real one does.
 */
export function testConfig(
  manifest: PluginManifest,
  values: Readonly<Record<string, unknown>>,
  sources: Readonly<Record<string, SettingSource>> = {},
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
  return {
    string: (key) => read(key) as string,
    number: (key) => read(key) as number,
    boolean: (key) => read(key) as boolean,
    json: read,
    source: (key) => (specOf(key), values[key] === undefined ? 'default' : (sources[key] ?? 'user')),
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
