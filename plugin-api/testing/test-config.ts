import type { Config, PluginManifest } from '../index.js';

/** Settings from the defaults of a manifest and the values given. Reading an undeclared key throws, as the real one does. */
export function testConfig(manifest: PluginManifest, values: Readonly<Record<string, unknown>>): Config {
  const read = (key: string): unknown => {
    const spec = manifest.settings?.[key];
    if (!spec) throw new TypeError(`The manifest of ${manifest.id} declares no setting "${key}"`);
    return values[key] ?? spec.default;
  };
  return {
    string: (key) => read(key) as string,
    number: (key) => read(key) as number,
    boolean: (key) => read(key) as boolean,
    json: read,
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
