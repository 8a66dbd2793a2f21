import { expect, it } from 'vitest';
import type { ApiParts } from '../../../../../plugins/system/api-parts.js';
import { plainRequest } from '../../../../../plugins/system/servers/client/api-request.js';
import { ClientSession } from '../../../../../plugins/system/tab/client/client-session.js';
import { realClock } from '../../../../support/plugin-stage.js';

it.each([
  [false, { kind: 'failed', message: 'job does not run', hint: 'Start it with s' }],
  [true, { kind: 'failed', message: 'job has no address', hint: 'Give it a port or a url in its table' }],
])('says why a server cannot be asked, where it runs: %s', async (isRunning, told) => {
  const api = { client: () => undefined } as unknown as ApiParts;
  const session = new ClientSession({
    api: () => Promise.resolve(api),
    clock: realClock,
    isRunning: () => isRunning,
  });
  await session.send('job', plainRequest('GET', '/'));
  expect(session.of('job')).toEqual(told);
  session.dispose();
});
