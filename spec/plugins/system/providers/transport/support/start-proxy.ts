import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Disposable } from 'devmgr/plugin-api';

export interface ProxyOptions {
  /** `user:password`; others are refused with 407. */
  readonly login?: string;
  /** CONNECT is taken, and never answered. */
  readonly hangs?: boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface Proxy extends Disposable {
  /** `127.0.0.1:3128`. */
  readonly address: string;
  readonly port: number;
  /** `CONNECT host:port` and `GET http://host/path`. */
  readonly asked: string[];
  /** Header names of all requests to it. */
  readonly headers: string[];
  openConnections(): number;
}

/** A forward proxy. Every host name leads to this machine: whoever asks need not be able to look it up. */
export async function startProxy(options: ProxyOptions = {}): Promise<Proxy> {
  const asked: string[] = [];
  const headers: string[] = [];
  const sockets = new Set<Duplex>();
  const admit = (incoming: IncomingMessage) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    headers.push(...Object.keys(incoming.headers));
    const login = options.login && `Basic ${Buffer.from(options.login).toString('base64')}`;
    return login === undefined || incoming.headers['proxy-authorization'] === login;
  };
  const forward: RequestListener = (incoming, outgoing) => {
    if (!admit(incoming)) return void outgoing.writeHead(407).end();
    const { port, pathname } = new URL(incoming.url ?? '');
    const { method, headers: sent } = incoming;
    const onward = request(
      { host: '127.0.0.1', port, path: pathname, method, headers: sent, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  };
  const server = options.tls ? createTlsServer(options.tls, forward) : createServer(forward);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    if (!admit(incoming)) return void socket.end('HTTP/1.1 407 No\r\nproxy-authenticate: Basic\r\n\r\n');
    if (options.hangs) return void socket.on('end', () => socket.end()).resume();
    const onward = connect(Number(incoming.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('error', () => undefined).on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    port,
    asked,
    headers,
    openConnections: () => sockets.size,
    dispose: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
