import { expect, it } from 'vitest';
import { exitFault } from '../../../../../plugins/system/servers/run/exit-fault.js';

const LINES = ['ValueError: of a request long ago', 'INFO:     127.0.0.1:47594 - "GET / HTTP/1.1" 200 OK'];

it('takes no line for the reason of a signal from outside, or of an end that went well', () => {
  const killed = { kind: 'signalled', signal: 'SIGKILL', forced: false } as const;
  expect(exitFault(killed, LINES, '/p')).toBeUndefined();
  expect(exitFault({ kind: 'exited', code: 0 }, LINES, '/p')).toBeUndefined();
});

it('takes what a process said last for the reason of a crash', () => {
  const aborted = { kind: 'signalled', signal: 'SIGABRT', forced: false } as const;
  expect(exitFault(aborted, ['Fatal Python error: Aborted'], '/p')).toMatchObject({
    message: 'Fatal Python error: Aborted',
  });
  expect(exitFault({ kind: 'exited', code: 1 }, LINES, '/p')).toMatchObject({ message: LINES[0] });
  expect(exitFault({ kind: 'exited', code: 1 }, LINES.slice(1), '/p')).toBeUndefined();
});
