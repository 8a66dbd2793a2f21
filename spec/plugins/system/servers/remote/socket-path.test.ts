import { expect, it } from 'vitest';
import { socketPath } from '../../../../../plugins/system/servers/remote/socket-path.js';

it('is in the folder when that is short enough, else in a private one, always below the limit of the system', () => {
  expect(socketPath('/home/me/.devmgr/projects/abc/run', 12)).toBe('/home/me/.devmgr/projects/abc/run/12.sock');
  const long = socketPath(`/home/${'ä'.repeat(60)}/run`, 4_194_304);
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(100);
  expect(long).toMatch(/devmgr-\d+\/[0-9a-f]{12}-4194304\.sock$/);
});
