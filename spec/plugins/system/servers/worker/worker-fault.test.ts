import { expect, it } from 'vitest';
import { workerFault } from '../../../../../plugins/system/servers/worker/worker-fault.js';

const around = {
  ...{ root: '/p', host: '127.0.0.1', port: 8000, python: 'python3', handsOver: true },
  redact: (text: string) => text,
};
const startup = (message: string, handsOver = true) =>
  workerFault({ event: 'startup-failed', error: { message, frames: [] } }, { ...around, handsOver });

it.each([
  'OSError: [Errno 98] error while attempting to bind on address: address already in use',
  'BlockingIOError: [Errno 11] Resource temporarily unavailable',
  'sqlite3.OperationalError: database is locked',
  '_duckdb.IOException: IO Error: Could not set lock on file "x.db": Conflicting lock is held',
])('advises to end the old worker first where only one can have something: %s', (message) => {
  expect(startup(message)?.hint).toContain('reload = "restart"');
  expect(startup(message, false)?.hint).toBeUndefined();
});

it('gives no such advice for other failures', () => {
  expect(startup('ValueError: the list is unlocked')?.hint).toBeUndefined();
});

it.each(['__proto__', 'constructor', 'EIO'])('says of a port that fails with %s what it was told', (code) => {
  expect(workerFault({ event: 'port-failed', code, message: 'no luck' }, around)).toEqual({
    ...{ kind: 'port', hint: undefined },
    message: 'port 8000 of 127.0.0.1 cannot be listened on: no luck',
  });
});
