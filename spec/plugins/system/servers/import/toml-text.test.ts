import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { TomlTable, TomlValue } from '../../../../../plugins/system/servers/import/imported-servers.js';
import { tomlText } from '../../../../../plugins/system/servers/import/toml-text.js';

describe('tomlText', () => {
  it('writes a header for each server and a line for each field', () => {
    const servers = [
      { name: 'web', table: { app: 'main:app', reload: true, 'depends-on': { db: 'healthy' } } },
      {
        name: 'a.b',
        table: { command: ['sh', '-c', 'echo "$A" > \'x y\''], env: { A: 'say "hi"', B: 'C:\\x' }, port: 80 },
      },
    ];
    expect(tomlText(servers, 'tool.devmgr.servers')).toBe(
      [
        '[tool.devmgr.servers.web]',
        'app = "main:app"',
        'reload = true',
        'depends-on = { db = "healthy" }',
        '',
        '[tool.devmgr.servers."a.b"]',
        String.raw`command = ["sh", "-c", "echo \"$A\" > 'x y'"]`,
        String.raw`env = { A = 'say "hi"', B = 'C:\x' }`,
        'port = 80',
        '',
      ].join('\n'),
    );
  });

  it('writes no character that cannot be seen', () => {
    const text = tomlText([{ name: 's', table: { command: 'a\u202eb\x1b[31m\nc\u200b' } }], 'servers');
    expect(text).toBe('[servers.s]\ncommand = "a\\u202eb\\u001b[31m\\nc\\u200b"\n');
  });

  it('is read as what it was', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((number) => !Object.is(number, -0)),
    );
    const key = fc.string({ unit: 'binary', minLength: 1 }).filter((name) => name !== '__proto__');
    const value = fc.oneof(scalar, fc.array(fc.string()), fc.dictionary(key, scalar)) as fc.Arbitrary<TomlValue>;
    fc.assert(
      fc.property(key, fc.dictionary(key, value) as fc.Arbitrary<TomlTable>, (name, table) => {
        const parsed = parse(tomlText([{ name, table }], 'tool.devmgr.servers')) as unknown;
        expect(parsed).toEqual({ tool: { devmgr: { servers: { [name]: { ...table } } } } });
      }),
      { numRuns: 300 },
    );
  });
});
