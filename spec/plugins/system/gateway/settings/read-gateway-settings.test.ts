import fc from 'fast-check';
import type { SettingLayer } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { readGatewaySettings } from '../../../../../plugins/system/gateway/settings/read-gateway-settings.js';

const places = { root: '/shop', env: { HOME: '/home/ada' } };
const user = (value: unknown): SettingLayer => ({ value, source: 'user', origin: '/home/ada/.devmgr/config.toml' });
const project = (value: unknown): SettingLayer => ({ value, source: 'project', origin: '/shop/pyproject.toml' });
const read = (...layers: SettingLayer[]) => readGatewaySettings(layers, places);

describe('settings of the gateway', () => {
  it('have defaults', () => {
    expect(read({ value: {}, source: 'default' })).toEqual({
      port: 4664,
      record: 'calls',
      keepCalls: 10_000,
      maxBodyBytes: 32 * 1024 * 1024,
      maxFileBytes: 512 * 1024 * 1024,
      requestsPerMinute: 0,
      maxConcurrent: 256,
      aliases: new Map(),
      routes: new Map(),
      problems: [],
    });
  });

  it('are merged field by field', () => {
    const settings = read(
      user({ port: 5000, 'max-concurrent': 8, aliases: { fast: 'openai', slow: 'acme/x' }, routes: { r: ['a/b'] } }),
      project({ port: 5001, aliases: { fast: 'groq/y/z' }, routes: { r: { order: 'weighted', cooldown: '1m' } } }),
    );
    expect(settings).toMatchObject({ port: 5001, maxConcurrent: 8, problems: [] });
    expect(Object.fromEntries(settings.aliases)).toEqual({ fast: 'groq/y/z', slow: 'acme/x' });
    expect(settings.routes.get('r')).toEqual({
      name: 'r',
      members: [{ model: 'a/b', weight: 1, firstTokenTimeoutMs: undefined, idleTimeoutMs: undefined }],
      order: 'weighted',
      cooldownMs: 60_000,
      maxTries: 3,
      maxConcurrent: undefined,
    });
  });

  it('give the members of a route their weights and times', () => {
    const models = ['a/b', { model: 'c/d', weight: 3, 'first-token-timeout': 10, 'idle-timeout': '500ms' }];
    const { routes, problems } = read(project({ routes: { r: { models, 'max-tries': 5, 'max-concurrent': 2 } } }));
    expect(problems).toEqual([]);
    expect(routes.get('r')).toMatchObject({ order: 'weighted', maxTries: 5, maxConcurrent: 2 });
    expect(routes.get('r')?.members[1]).toEqual({
      model: 'c/d',
      weight: 3,
      firstTokenTimeoutMs: 10_000,
      idleTimeoutMs: 500,
    });
  });

  it('tell what is wrong with its file, its name and the one that was meant, and keep the rest', () => {
    const settings = read(
      user({ ports: 1, record: 'all', 'keep-calls': 5 }),
      project({
        port: 0,
        host: '0.0.0.0',
        token: 'mine',
        aliases: { 'a b': 'x', c: 7 },
        routes: { r: { model: ['x'], models: [{ weight: 0 }] }, s: 5 },
      }),
    );
    expect(settings).toMatchObject({ port: 4664, keepCalls: 5, record: 'calls' });
    expect(settings.routes.size + settings.aliases.size).toBe(0);
    expect(settings.problems).toEqual([
      '~/.devmgr/config.toml: gateway.ports is not a setting: did you mean port?',
      '~/.devmgr/config.toml: gateway.record must be one of off, calls, texts',
      'pyproject.toml: gateway.port must be a whole number from 1 to 65535',
      'pyproject.toml: gateway.host is not read: the gateway is for this machine only, unless it is started with --host',
      'pyproject.toml: gateway.token is not read: the gateway makes its token itself. Print it with: devmgr gateway token --show',
      'pyproject.toml: gateway.aliases."a b" is no name that clients can give a model: up to 100 characters, without blanks',
      expect.stringMatching(/^pyproject.toml: gateway.aliases.c must be a model/),
      'pyproject.toml: gateway.routes.r.model is not a setting: did you mean models?',
      expect.stringMatching(
        /^pyproject.toml: gateway.routes.r.models.0 is wrong: model.weight must be a number above 0/,
      ),
      'pyproject.toml: gateway.routes.s must be a list of models, or a table with them',
      expect.stringMatching(/^gateway.routes.r is no route: models/),
    ]);
  });

  it('have no project keep prompts', () => {
    expect(read(user({ record: 'texts' })).record).toBe('texts');
    const settings = read(user({ record: 'off' }), project({ record: 'texts' }));
    expect(settings.record).toBe('off');
    expect(settings.problems).toHaveLength(1);
  });

  it('take anything without failing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 3 }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (values, table) => {
          const settings = read(...values.map(user), project({ routes: table, aliases: table, ...table }));
          for (const { members } of settings.routes.values()) expect(members.length).toBeGreaterThan(0);
          expect(settings.problems.every((problem) => problem.length < 600)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
