import { expect, it } from 'vitest';
import { sshFault } from '../../../../../plugins/system/servers/ssh/ssh-fault.js';

it.each([
  [['INFO started', 'polling queue 5'], 'The connection to box was lost'],
  [['ERROR db: connection refused', 'polling queue 5'], 'The connection to box was lost'],
  [
    ['polling queue 5', 'Timeout, server box not responding.', 'last words'],
    'The connection to box was lost: Timeout, server box not responding.',
  ],
  [
    ['polling queue 5', 'client_loop: send disconnect: Broken pipe'],
    'The connection to box was lost: client_loop: send disconnect: Broken pipe',
  ],
  [
    ['Read from remote host box: Connection reset by peer'],
    'The connection to box was lost: Read from remote host box: Connection reset by peer',
  ],
])('%j: of a connection that was lost only what ssh says is the reason', (lines, message) => {
  expect(sshFault(lines, 'box', true).message).toBe(message);
});

it('of one that never was, its last line', () => {
  expect(sshFault(['ssh: Could not resolve hostname box: Name or service not known'], 'box', false)).toMatchObject({
    message: 'ssh box failed: ssh: Could not resolve hostname box: Name or service not known',
    hint: 'No machine is called box: look into ~/.ssh/config',
  });
});
