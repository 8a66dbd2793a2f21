import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { targetAddresses } from '../../../../../plugins/system/servers/tests/test-targets.js';

const server = (url: string, more: Partial<ServerState> = {}) =>
  ({
    ...{ name: 'api', kind: 'app', target: 'app:app', restarts: 0, status: 'running', pid: 7, startedAt: 1, url },
    ...{ health: { kind: 'unknown' }, metrics: {}, takesTests: true },
    ...more,
  }) as ServerState;

const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
  addresses.filter(({ family }) => family === 'IPv4').map(({ address }) => address),
);

it.each([
  ['http://127.0.0.1:8000', ['127.0.0.1:8000']],
  ['https://localhost', ['localhost:443']],
  ['http://[::1]:8000/path', ['[::1]:8000']],
  ['http://0.0.0.0:8000', ['0.0.0.0:8000']],
  [`http://${own[0] ?? '127.0.0.1'}:81`, [`${own[0] ?? '127.0.0.1'}:81`]],
  // What stands between would see the secret of the project.
  ['https://dev.example.com', []],
  ['http://192.0.2.7:8000', []],
  ['http://localhost.example.com', []],
  ['', []],
])('tests may tell %s whose request it is: %j', (url, addresses) => {
  expect(targetAddresses([server(url)])).toEqual(addresses);
});

it('tests tell nobody who does not take it out again, and nobody over ssh', () => {
  const url = 'http://127.0.0.1:8000';
  expect(targetAddresses([server(url, { takesTests: undefined }), server(url, { ssh: 'box' })])).toEqual([]);
  expect(targetAddresses([server(url, { status: 'stopping' })])).toEqual([]);
});
