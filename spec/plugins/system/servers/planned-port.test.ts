import { describe, expect, it } from 'vitest';
import { appDefinition } from '../../../../plugins/system/servers/definition/app-definition.js';
import { defaultDefinition } from '../../../../plugins/system/servers/definition/default-definition.js';
import type { ServerDefinition } from '../../../../plugins/system/servers/definition/server-definition.js';
import { plannedPort } from '../../../../plugins/system/servers/planned-port.js';

const app = (name: string, port?: number): ServerDefinition => ({
  ...appDefinition('/p', name, { target: `${name}:app`, searchPath: '/p', factory: false, source: 'x' }),
  port,
});
const job = (name: string, port?: number): ServerDefinition => ({
  ...defaultDefinition('/p', { name, target: name, source: 'x', runs: { kind: 'command', command: [name] } }),
  port,
});

describe('plannedPort', () => {
  it('gives applications a row that leaves out what others have for their own', () => {
    const all = [app('a'), job('db', 8001), app('b'), app('own', 9000), job('worker'), app('c')];
    expect(all.map(({ name }) => plannedPort(name, all, 8000))).toEqual([8000, 8001, 8002, 9000, 0, 8003]);
  });

  it('never gives two applications the same', () => {
    const all = [app('a', 8000), app('b'), app('c', 8001), app('d')];
    expect(all.map(({ name }) => plannedPort(name, all, 8000))).toEqual([8000, 8002, 8001, 8003]);
  });
});
