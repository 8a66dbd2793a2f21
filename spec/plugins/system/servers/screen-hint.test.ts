import { DevmgrError } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import { requestPath } from '../../../../plugins/system/servers/client/request-path.js';
import { screenHint } from '../../../../plugins/system/servers/screen-hint.js';
import { dependencyFailed } from '../../../../plugins/system/servers/server-errors.js';

const hinted = (hint: string) => screenHint(new DevmgrError({ code: 'DEVMGR_USAGE', message: 'no', hint }));

it.each([
  ['Restart it: devmgr server restart api', 'Restart api with r'],
  [
    'Follow it: devmgr server attach api. Restart it: devmgr server restart api. End it: devmgr server stop api',
    'Restart api with r. Stop api with x',
  ],
  ['Stop it: devmgr server stop db', 'Stop db with x'],
  ['Choose another name', 'Choose another name'],
])('%s: %s', (typed, pressed) => expect(hinted(typed)).toBe(pressed));

it('says where a value is written', () => {
  let error: unknown;
  try {
    requestPath({ path: '/orders/{order_id}', params: {}, query: [] });
  } catch (thrown) {
    error = thrown;
  }
  expect(screenHint(error)).toBe('Write order_id=... under Parameters');
});

it('names the tab where another server is heard', () =>
  expect(screenHint(dependencyFailed('api', 'db', 'crashed'))).toBe('See what db says in Logs'));
