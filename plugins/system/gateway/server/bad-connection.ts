import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { GatewayError } from '../gateway-error.js';
import { protocolError } from './protocol-error.js';

const ANSWERS: Readonly<Record<string, readonly [status: number, reason: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not come within the time that it has.'],
};
const BAD = [400, 'Bad Request', 'This is no request as HTTP has them.'] as const;

/** Answers what is not even HTTP, and what does not come to its end. */
export function onBadConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.destroyed) return void socket.destroy(error);
  const [status, reason, message] = ANSWERS[error.code ?? ''] ?? BAD;
  const { body } = protocolError('openai', new GatewayError({ kind: 'invalid-request', status, message }), '');
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** A client expects something else than to go on with its body, which nobody here knows. */
export function onExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const message = 'The header Expect says something that the gateway does not do.';
  const error = new GatewayError({ kind: 'invalid-request', status: 417, message });
  response.writeHead(417, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  response.end(protocolError('openai', error, '').body);
}
