import { expect, it } from 'vitest';
import { nearServer } from '../../../../plugins/system/cli/near-server.js';
import { appDefinition } from '../../../../plugins/system/servers/definition/app-definition.js';
import { defaultDefinition } from '../../../../plugins/system/servers/definition/default-definition.js';

const app = (name: string, target: string, searchPath = '/p') =>
  appDefinition('/p', name, { target, searchPath, factory: false, source: 'x' });
const command = (name: string, cwd: string) =>
  defaultDefinition(cwd, { name, target: 'x', source: 'x', runs: { kind: 'command', command: ['x'] } });
const servers = [
  app('root', 'main:app'),
  app('users', 'app.main:app', '/p/services/users'),
  app('api', 'services.api.main:app'),
  command('front', '/p/services/front'),
  { ...command('far', '/p/services/far'), ssh: { host: 'box', folder: undefined } },
];

it.each([
  ['/p', undefined],
  ['/p/services/users', 'users'],
  ['/p/services/users/app', 'users'],
  ['/p/services/users/app/routes/v1', 'users'],
  ['/p/services/users/tests', 'users'],
  ['/p/services/api', 'api'],
  ['/p/services/front/src', 'front'],
  ['/p/services/far', undefined],
  ['/p/services', 'users'],
  ['/p/docs', undefined],
])('in %s it is %s', (folder, name) => {
  expect(nearServer(servers, '/p', folder)?.name).toBe(name);
});
