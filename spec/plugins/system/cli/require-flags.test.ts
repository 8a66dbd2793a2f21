import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CliFlags, FlagSpec, PluginManifest } from 'devmgr/plugin-api';
import { requireFlags } from '../../../../plugins/system/cli/require-flags.js';

const manifestFile = new URL('../../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };
const flags = manifest.cli?.[0]?.flags ?? [];

function given(flag: FlagSpec): CliFlags {
  const is = (name: string, type: FlagSpec['type']) => name === flag.name && type === flag.type;
  const isRepeatable = 'repeatable' in flag && flag.repeatable === true;
  return {
    boolean: (name) => is(name, 'boolean'),
    number: (name) => (is(name, 'number') ? 1 : undefined),
    string: (name) => (is(name, 'string') && !isRepeatable ? 'x' : undefined),
    strings: (name) => (is(name, 'string') && isRepeatable ? ['x'] : []),
  };
}

describe.each(flags.map((flag) => [flag.name, flag] as const))('--%s', (name, flag) => {
  it('is refused where it says nothing', () => {
    expect(() => requireFlags('ports', given(flag), flags)).toThrow(`server ports has no --${name}`);
  });

  it('belongs to the actions that its help names', () => {
    const [actions = ''] = flag.summary.split(':');
    for (const action of actions.split(', ').map((each) => each.split(' ')[0] ?? ''))
      expect(() => requireFlags(action, given(flag), flags)).not.toThrow();
  });
});
