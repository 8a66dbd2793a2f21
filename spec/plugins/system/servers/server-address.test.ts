import { expect, it } from 'vitest';
import { defaultDefinition } from '../../../../plugins/system/servers/definition/default-definition.js';
import { serverAddress } from '../../../../plugins/system/servers/server-address.js';

const address = (uvicornArgs: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const app = { target: 'main:app', searchPath: '/p', factory: false, python: undefined, uvicornArgs };
  const runs = { kind: 'app', ...app } as const;
  const definition = defaultDefinition('/p', { name: 'api', target: 'main:app', source: 'main.py', runs });
  return serverAddress({ ...definition, env }, '0.0.0.0', 8000);
};

it('is https where uvicorn is given a certificate or a key', () => {
  expect(address([])).toBe('http://127.0.0.1:8000');
  expect(address(['--ssl-keyfile', 'k.pem', '--ssl-certfile', 'c.pem'])).toBe('https://127.0.0.1:8000');
  expect(address(['--ssl-certfile=c.pem'])).toBe('https://127.0.0.1:8000');
  expect(address([], { UVICORN_SSL_CERTFILE: 'c.pem' })).toBe('https://127.0.0.1:8000');
  expect(address(['--ssl-version', '17', '--log-level', 'info'])).toBe('http://127.0.0.1:8000');
});
