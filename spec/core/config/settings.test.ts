import { describe, expect, it } from 'vitest';
import type { SettingsLayer } from '../../../core/config/settings-files.js';
import { Settings } from '../../../core/config/settings.js';

const specs = {
  host: { type: 'string', default: '127.0.0.1', description: 'd' },
  port: { type: 'number', default: 8000, minimum: 1, maximum: 65_535, description: 'd' },
  reload: { type: 'boolean', default: false, description: 'd' },
  paths: { type: 'array', default: ['tests'], description: 'd' },
  tables: { type: 'object', default: {}, description: 'd' },
  mode: { type: 'string', default: 'a', enum: ['a', 'b'], description: 'd' },
} as const;

const layer = (file: string, source: SettingsLayer['source'], section: unknown): SettingsLayer => ({
  file,
  source,
  sections: { system: section },
});

function make(files: Record<string, unknown>[], env: Record<string, string> = {}) {
  const warnings: string[] = [];
  // The person's file comes first, what follows are files of the project.
  const layers = files.map((section, index) => layer(`file${index}`, index === 0 ? 'user' : 'project', section));
  const settings = new Settings(layers, env, (message) => warnings.push(message));
  return { settings, view: settings.view('system', specs), warnings };
}

describe('settings', () => {
  it('give defaults, later files over earlier ones, and the environment over all', () => {
    expect(make([]).view.number('port')).toBe(8000);
    expect(make([{ port: 1 }, { port: 2 }]).view.number('port')).toBe(2);
    expect(make([{ port: 1 }], { DEVMGR_SYSTEM_PORT: '3' }).view.number('port')).toBe(3);
    expect(make([], { DEVMGR_SYSTEM_RELOAD: 'yes' }).view.boolean('reload')).toBe(true);
    expect(make([], { DEVMGR_SYSTEM_PATHS: '["a","b"]' }).view.json('paths')).toEqual(['a', 'b']);
  });

  it('are read anew when the files say something else', () => {
    const { settings, view } = make([{ port: 1 }]);
    expect([view.number('port'), view.number('port'), view.string('host')]).toEqual([1, 1, '127.0.0.1']);
    settings.replace([layer('file0', 'user', { port: 2, host: '::1' })]);
    expect([view.number('port'), view.string('host')]).toEqual([2, '::1']);
    settings.replace([]);
    expect([view.number('port'), view.string('host')]).toEqual([8000, '127.0.0.1']);
  });

  it('say where a value is from', () => {
    expect(make([{ host: '::1' }]).settings.resolve('system', 'host', specs.host)).toEqual({
      value: '::1',
      origin: 'file0',
      source: 'user',
    });
  });

  it('say whose value it is', () => {
    const sourceOf = (...given: Parameters<typeof make>) => make(...given).view.source('port');
    expect(sourceOf([])).toBe('default');
    expect(sourceOf([{ port: 1 }])).toBe('user');
    expect(sourceOf([{}, { port: 1 }])).toBe('project');
    expect(sourceOf([{ port: 1 }, { port: 1 }])).toBe('project');
    expect(sourceOf([{ port: 1 }, { port: 1 }], { DEVMGR_SYSTEM_PORT: '1' })).toBe('environment');
  });

  it('pass over an invalid value together with where it is from', () => {
    expect(make([{ port: 1 }, { port: 'x' }]).view.source('port')).toBe('user');
    expect(make([{ port: 0 }], { DEVMGR_SYSTEM_PORT: 'x' }).view.source('port')).toBe('default');
    expect(() => make([]).view.source('nothing')).toThrow(/no setting "nothing"/);
  });

  it.each([
    [{ port: 'x' }, 'must be a number'],
    [{ port: 0 }, 'at least 1'],
    [{ port: 70_000 }, 'at most 65535'],
  ])('pass over %j with one warning', (section, words) => {
    const { view, warnings } = make([section]);
    expect(view.number('port')).toBe(8000);
    expect(view.number('port')).toBe(8000);
    expect(warnings).toEqual([expect.stringContaining(words)]);
  });

  it('keep to the choices of an enum', () => {
    expect(make([{ mode: 'c' }]).view.string('mode')).toBe('a');
  });

  it('refuse keys that the manifest does not declare with that type', () => {
    expect(() => make([]).view.string('port')).toThrow(/no setting "port" of type string/);
    expect(() => make([]).view.number('nothing')).toThrow(/nothing/);
  });

  it('tell which keys a changed file affects', () => {
    const { settings, view } = make([{ port: 1 }]);
    const seen: boolean[][] = [];
    const subscription = view.onDidChange((change) => seen.push([change.affects('port'), change.affects('host')]));
    settings.replace([layer('f', 'user', { port: 2 })]);
    settings.replace([layer('f', 'user', { port: 2 })]);
    void subscription.dispose();
    settings.replace([]);
    expect(seen).toEqual([[true, false]]);
  });

  it('tell when the same value is now from somebody else', () => {
    const { settings, view } = make([{ port: 1 }]);
    const seen: string[] = [];
    view.onDidChange((change) => seen.push(`${change.affects('port')} ${view.source('port')}`));
    settings.replace([layer('f', 'project', { port: 1 })]);
    expect(seen).toEqual(['true project']);
  });

  it('give every value that is set, lowest first, without the invalid ones', () => {
    const { view, warnings } = make([{ port: 1 }, { port: 'x' }, { port: 3 }], { DEVMGR_SYSTEM_PORT: '4' });
    expect(view.layers('port')).toEqual([
      { value: 8000, source: 'default', origin: 'default' },
      { value: 1, source: 'user', origin: 'file0' },
      { value: 3, source: 'project', origin: 'file2' },
      { value: 4, source: 'environment', origin: 'DEVMGR_SYSTEM_PORT' },
    ]);
    expect(warnings).toEqual([expect.stringContaining('must be a number')]);
    expect(view.layers('host')).toEqual([{ value: '127.0.0.1', source: 'default', origin: 'default' }]);
    expect(() => view.layers('nothing')).toThrow(/no setting "nothing"/);
  });

  it('tell when a value changes that is under the one in force', () => {
    const { settings, view } = make([{ port: 1 }, { port: 2 }]);
    const seen: boolean[][] = [];
    view.onDidChange((change) => seen.push([change.affects('port'), change.affects('host')]));
    settings.replace([layer('f', 'user', { port: 3 }), layer('g', 'project', { port: 2 })]);
    expect(seen).toEqual([[true, false]]);
  });

  it.each([
    ['tables', (inner: unknown) => ({ a: inner })],
    ['lists', (inner: unknown) => [inner]],
  ])('pass over %s in one another without end: what walks through them would overflow', (_what, wrap) => {
    let deep: unknown = wrap(1);
    for (let level = 0; level < 20_000; level += 1) deep = wrap(deep);
    const { settings, view, warnings } = make([{ tables: { b: 1 } }, { tables: { b: deep }, paths: [deep] }]);
    expect([view.json('tables'), view.json('paths')]).toEqual([{ b: 1 }, ['tests']]);
    expect(view.layers('tables')).toHaveLength(2);
    view.onDidChange(() => undefined);
    settings.replace([layer('f', 'project', { tables: { b: deep } })]);
    expect(view.json('tables')).toEqual({});
    expect(warnings).toEqual(
      Array<unknown>(3).fill(expect.stringContaining('must not be nested deeper than 64 levels')),
    );
  });
});
