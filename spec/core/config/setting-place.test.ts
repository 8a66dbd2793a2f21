import { describe, expect, it } from 'vitest';
import { Settings } from '../../../core/config/settings.js';
import type { SettingsLayer } from '../../../core/config/settings-files.js';
import { unknownSettings } from '../../../core/config/unknown-settings.js';

const servers = { type: 'object', section: 'servers', default: {}, description: 'd' } as const;
const specs = { servers, port: { type: 'number', default: 8000, description: 'd' } } as const;
const layer = (file: string, sections: Record<string, unknown>): SettingsLayer => ({
  file,
  source: 'project',
  sections,
});

function make(layers: readonly SettingsLayer[], env: Record<string, string> = {}) {
  const warnings: string[] = [];
  const settings = new Settings(layers, env, (message) => warnings.push(message));
  return { settings, view: settings.view('system', specs), warnings };
}

describe('a setting that is a section of its own', () => {
  it('is read from there, in all layers, and not from the section of its plugin', () => {
    const { view } = make([
      layer('a', { servers: { api: { port: 1 } } }),
      layer('b', { servers: { db: {} }, system: { servers: { wrong: {} } } }),
    ]);
    expect(view.json('servers')).toEqual({ db: {} });
    expect(view.layers('servers').map(({ value, origin }) => [value, origin])).toEqual([
      [{}, 'default'],
      [{ api: { port: 1 } }, 'a'],
      [{ db: {} }, 'b'],
    ]);
  });

  it('has a variable without the plugin in its name', () => {
    const { view, warnings } = make([layer('a', { servers: { db: {} } })], { DEVMGR_SERVERS: '{"api":{"port":2}}' });
    expect(view.json('servers')).toEqual({ api: { port: 2 } });
    expect(view.source('servers')).toBe('environment');
    expect(make([], { DEVMGR_SYSTEM_SERVERS: '{"api":{}}' }).view.json('servers')).toEqual({});
    expect(warnings).toEqual([]);
  });

  it('is called by the name of the section when it is wrong', () => {
    const { view, warnings } = make([layer('a', { servers: ['api'] })]);
    expect(view.json('servers')).toEqual({});
    expect(warnings).toEqual(['a: setting servers must be a table; ignored']);
  });

  it('is the same for two plugins, and tells both of a change', () => {
    const { settings, view } = make([layer('a', { servers: { api: {} } })]);
    const copy = settings.view('copied', specs);
    expect(copy.json('servers')).toEqual(view.json('servers'));
    const seen: boolean[] = [];
    view.onDidChange(({ affects }) => seen.push(affects('servers')));
    copy.onDidChange(({ affects }) => seen.push(affects('servers')));
    settings.replace([layer('a', { servers: { api: { port: 1 } } })]);
    expect(seen).toEqual([true, true]);
  });

  it('is no unknown section; inside the section of its plugin it is told where it belongs', () => {
    const unknown = (sections: Record<string, unknown>) =>
      unknownSettings([layer('f', sections)], new Map([['system', specs]]));
    expect(unknown({ servers: { api: { anything: 1 } } })).toEqual([]);
    expect(unknown({ server: {} })).toEqual(['f: there is no section [server]. Did you mean [servers]?']);
    expect(unknown({ system: { servers: {} } })).toEqual([
      'f: system.servers is a section of its own: write [servers]',
    ]);
  });
});
