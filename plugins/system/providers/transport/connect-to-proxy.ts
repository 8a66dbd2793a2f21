import { request as plainRequest } from 'node:http';
import { request as tlsRequest, type RequestOptions } from 'node:https';
import { connect as plainConnect, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { explainFailure } from './explain-failure.js';
import { HttpFailure } from './http-failure.js';
import type { TlsTrust } from './tls-trust.js';

/** Resolves when the connection stands. Rejects with an `HttpFailure` that names the proxy without its password. */
export function connectToProxy(proxy: URL, trust: TlsTrust, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const isTls = proxy.protocol === 'https:';
    const options = { ...addressOf(proxy), ...trust, noDelay: true };
    const socket = isTls ? tlsConnect(options) : plainConnect(options);
    const close = () => void socket.destroy(new HttpFailure('unreachable', 'aborted'));
    const fail = (error: Error) => reject(proxyFailure(proxy, error));
    signal.addEventListener('abort', close);
    socket.once('error', fail);
    socket.once('close', () => signal.removeEventListener('abort', close));
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', close);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

/** A connection to `target` (`host:port`) through the proxy (RFC 9110, section 9.3.6). Rejects as `connectToProxy`. */
export function openTunnel(proxy: URL, target: string, trust: TlsTrust, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      ...addressOf(proxy),
      ...trust,
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        connection: 'keep-alive',
        'proxy-connection': 'keep-alive',
        ...proxyAuthorization(proxy),
      },
      agent: false,
      signal,
    };
    const request = proxy.protocol === 'https:' ? tlsRequest(options) : plainRequest(options);
    request.once('error', (error) => reject(proxyFailure(proxy, error)));
    const settle = (status: number | undefined, socket: Socket, head?: Buffer) => {
      if (status === 200 && head) {
        if (head.length > 0) socket.unshift(head);
        return resolve(socket);
      }
      socket.destroy();
      reject(refusal(proxy, status));
    };
    request.once('connect', (response, socket: Socket, head) => settle(response.statusCode, socket, head));
    // Node takes every answer to CONNECT for the one above; other versions of it may not.
    request.once('response', (response) => settle(response.statusCode, response.socket));
    request.end();
  });
}

/** `proxy-authorization` for the user and the password in the proxy's URL. */
export function proxyAuthorization(proxy: URL): Readonly<Record<string, string>> {
  if (!proxy.username && !proxy.password) return {};
  const user = `${decode(proxy.username)}:${decode(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` };
}

/** A stray `%` is meant as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addressOf(proxy: URL): { host: string; port: number } {
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  return { host, port: Number(proxy.port) || (proxy.protocol === 'https:' ? 443 : 80) };
}

function proxyFailure(proxy: URL, error: unknown): HttpFailure {
  const { kind, message } = explainFailure(error, 'connecting');
  return new HttpFailure(kind, `the proxy ${proxy.host}: ${message}`, { cause: error });
}

function refusal(proxy: URL, status: number | undefined): HttpFailure {
  const why = status === 407 ? 'it wants another user or password (status 407)' : `it refused (status ${status})`;
  return new HttpFailure('unreachable', `the proxy ${proxy.host}: ${why}`);
}
