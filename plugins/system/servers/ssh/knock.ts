import { connect } from 'node:net';

const PATIENCE_MS = 5_000;

/** Connects once and says nothing: ssh asks the machine there whether it forwards at all, and reports when it does not. */
export function knock(host: string, port: number): void {
  const socket = connect({ host, port });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.unref().on('error', () => undefined);
  // What is written to us is not read; the end is enough.
  socket.on('connect', () => socket.end()).resume();
}
