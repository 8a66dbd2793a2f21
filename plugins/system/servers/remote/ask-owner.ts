import { connect } from 'node:net';
import type { Clock } from 'devmgr/plugin-api';
import { readControlReply, type ControlReply, type ControlRequest } from './control-message.js';

/** What came of asking. `dead`: nobody listens there; `silent`: somebody does and gave no answer in time. */
export type OwnerAnswer = ControlReply | 'dead' | 'silent';

/** Asks the devmgr behind a socket; it has `timeoutMs` to answer. Never rejects. */
export function askOwner(path: string, request: ControlRequest, timeoutMs: number, clock: Clock): Promise<OwnerAnswer> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let received = '';
    let isConnected = false;
    const settle = (answer: OwnerAnswer) => {
      void timer.dispose();
      socket.destroy();
      resolve(answer);
    };
    const timer = clock.setTimeout(() => settle('silent'), timeoutMs);
    socket.setEncoding('utf8');
    socket.once('connect', () => {
      isConnected = true;
      socket.write(`${JSON.stringify(request)}\n`);
    });
    socket.on('data', (text) => (received += text));
    socket.once('end', () => settle(readControlReply(received) ?? 'silent'));
    // A socket without a listener refuses; one whose file is gone is not found.
    socket.once('error', () => settle(isConnected ? 'silent' : 'dead'));
  });
}
