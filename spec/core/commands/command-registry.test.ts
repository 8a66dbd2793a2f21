import type { PluginManifest } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { CommandRegistry } from '../../../core/commands/command-registry.js';

const manifest = (id: string, commands: PluginManifest['commands'], tab = true): PluginManifest => ({
  id,
  title: id,
  apiVersion: '1.0',
  main: 'index.js',
  ...(commands && { commands }),
  ...(tab && { tab: { id, title: id, order: 10 } }),
});

const signal = new AbortController().signal;

function setUp() {
  const activated: string[] = [];
  const problems: string[] = [];
  const registry: CommandRegistry = new CommandRegistry({
    activate: (id) => {
      activated.push(id);
      if (id === 'lazy') registry.register('lazy', 'lazy.go', () => void activated.push('ran'), signal);
      return Promise.resolve();
    },
    report: (command, problem) =>
      problems.push(`${command.id}: ${'reason' in problem ? problem.reason : String(problem.error)}`),
  });
  registry.declare(manifest('lazy', [{ id: 'lazy.go', title: 'Go', keys: ['g'], label: 'go' }]));
  registry.declare(manifest('other', [{ id: 'other.go', title: 'Go Too', keys: ['g'] }]));
  return { registry, activated, problems };
}

describe('the command registry', () => {
  it('binds keys in the own tab unless the manifest says otherwise', () => {
    const { registry } = setUp();
    expect(registry.forKey('g')).toBeUndefined();
    registry.setContext('tab', 'other');
    expect(registry.forKey('g')?.id).toBe('other.go');
    expect(registry.active().map((command) => command.id)).toEqual(['other.go']);
  });

  it('prefers the clause that somebody wrote', () => {
    const { registry } = setUp();
    registry.declare(
      manifest('third', [{ id: 'third.page', title: 'Page', keys: ['g'], when: "tab == 'other' && third.page" }]),
    );
    registry.setContext('tab', 'other');
    registry.setContext('third.page', true);
    expect(registry.forKey('g')?.id).toBe('third.page');
  });

  it('activates the plugin once it is needed and runs the handler', async () => {
    const { registry, activated } = setUp();
    await registry.run('lazy.go', 'key');
    await registry.run('lazy.go', 'key');
    expect(activated).toEqual(['lazy', 'ran', 'ran']);
  });

  it('says why a command may not run, and does not run it', async () => {
    const { registry, problems } = setUp();
    registry.register(
      'other',
      'other.go',
      { run: () => expect.unreachable(), disabledReason: () => 'Nothing runs' },
      signal,
    );
    await registry.run('other.go', 'palette');
    expect(problems).toEqual(['other.go: Nothing runs']);
    expect(registry.describe('other.go')?.disabledReason).toBe('Nothing runs');
  });

  it('reports a handler that throws and goes on', async () => {
    const { registry, problems } = setUp();
    registry.register('other', 'other.go', () => Promise.reject(new Error('no disk')), signal);
    await registry.run('other.go', 'key');
    expect(problems).toEqual(['other.go: Error: no disk']);
  });

  it('refuses commands that no manifest declares, of others, and twice', () => {
    const { registry } = setUp();
    expect(() => registry.register('lazy', 'lazy.stop', () => undefined, signal)).toThrow(/not declared/);
    expect(() => registry.register('lazy', 'other.go', () => undefined, signal)).toThrow(/not declared/);
    registry.register('other', 'other.go', () => undefined, signal);
    expect(() => registry.register('other', 'other.go', () => undefined, signal)).toThrow(/already/);
  });

  it('forgets a handler that was released', () => {
    const { registry } = setUp();
    void registry.register('other', 'other.go', { run: () => undefined, disabledReason: () => 'x' }, signal).dispose();
    expect(registry.describe('other.go')?.disabledReason).toBeUndefined();
  });

  it('lists slash commands of plugins that are not active yet; of two with one name the first', () => {
    const { registry, activated } = setUp();
    const slash = { name: 'find', argument: 'words…' };
    registry.declare(manifest('third', [{ id: 'third.find', title: 'Find It', slash }]));
    registry.declare(
      manifest('fourth', [
        { id: 'fourth.find', title: 'Find Too', slash: { name: 'find' } },
        { id: 'fourth.clear', title: 'Clear', slash: { name: 'clear' }, when: "tab == 'fourth'" },
      ]),
    );
    expect(registry.slashCommands()).toEqual([
      { name: 'find', argument: 'words…', title: 'Find It', commandId: 'third.find' },
      { name: 'clear', argument: undefined, title: 'Clear', commandId: 'fourth.clear' },
    ]);
    expect(activated).toEqual([]);
  });

  it('hands over what was written after a slash command; a key and the palette have nothing', async () => {
    const { registry } = setUp();
    const seen: unknown[] = [];
    registry.register('other', 'other.go', ({ source, argument }) => void seen.push([source, argument]), signal);
    await registry.execute('other.go', 'api', 'retry twice');
    await registry.execute('other.go', 'api');
    await registry.run('other.go', 'palette');
    await registry.run('other.go', 'key');
    expect(seen).toEqual([
      ['api', 'retry twice'],
      ['api', undefined],
      ['palette', undefined],
      ['key', undefined],
    ]);
  });

  it('gives the failure of what was executed to its caller, and refuses what nobody declares', async () => {
    const { registry, problems } = setUp();
    registry.register('other', 'other.go', () => Promise.reject(new Error('no disk')), signal);
    await expect(registry.execute('other.go', 'api', 'x')).rejects.toThrow('no disk');
    await expect(registry.execute('nobody.go', 'api')).rejects.toMatchObject({
      code: 'DEVMGR_CONTRIBUTION_UNDECLARED',
    });
    expect(problems).toEqual([]);
  });
});
