import { describe, expect, it } from 'vitest';
import { configFile } from '../../../../../plugins/system/providers/configuration/config-file.js';
import { settingPlaces } from '../../../../../plugins/system/providers/configuration/setting-places.js';

const file = '~/.devmgr/config.toml';

describe('the table of a provider', () => {
  it.each([
    ['default', '[system.providers.corp] of ~/.devmgr/config.toml'],
    ['user', '[system.providers.corp] of ~/.devmgr/config.toml'],
    ['project', '[tool.devmgr.system.providers.corp] of pyproject.toml (or [system.providers.corp] of .devmgr.toml)'],
    ['environment', '"corp" of DEVMGR_SYSTEM_PROVIDERS'],
  ] as const)('is named as the file that has it wants it: %s', (origin, table) =>
    expect(settingPlaces('corp', { origin, configFile: file, baseUrl: undefined }).table).toBe(table),
  );

  it('has the address or not', () => {
    const places = (baseUrl: string | undefined) =>
      settingPlaces('corp', { origin: 'user', configFile: file, baseUrl }).hasAddress;
    expect([places('https://corp.example/v1'), places(' '), places(undefined)]).toEqual([true, false, false]);
  });
});

describe('the file of the person', () => {
  it.each([
    ['/home/ann/.devmgr', { HOME: '/home/ann' }, '~/.devmgr/config.toml'],
    ['/home/ann/.devmgr', {}, '/home/ann/.devmgr/config.toml'],
    ['/srv/devmgr', { HOME: '/home/ann' }, '/srv/devmgr/config.toml'],
    ['/home/anna/.devmgr', { HOME: '/home/ann' }, '/home/anna/.devmgr/config.toml'],
    ['/x', { HOME: '/' }, '/x/config.toml'],
  ])('in %s', (dir, env, shown) => expect(configFile(dir, env)).toBe(shown));
});
