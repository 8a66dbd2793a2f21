import { Agent as PlainAgent, type AgentOptions, type ClientRequest, type ClientRequestArgs } from 'node:http';
import { Agent as TlsAgent, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Disposable } from 'devmgr/plugin-api';
import { connectToProxy, openTunnel, proxyAuthorization } from './connect-to-proxy.js';
import type { Exchange } from './exchange.js';
import { proxyOf, type Environment } from './proxy-of.js';
import type { TlsTrust } from './tls-trust.js';

type Created = (error: Error | null, socket: Duplex) => void;
type Connection = Duplex | null | undefined;

/** What the exchange adds to the options that node passes on from `addRequest` to `createConnection`. */
interface Owned {
  readonly exchange: Exchange;
}

/** Undocumented, but what node calls an agent by (and every agent package relies on). */
interface RequestTaker {
  addRequest(request: ClientRequest, options: object): void;
}

const IDLE_CONNECTION_MS = 30_000;
/** Node gives an address 250 ms before it turns to the next: too little for a far host that has several. */
const NEXT_ADDRESS_MS = 500;
const KEEP: AgentOptions & { autoSelectFamilyAttemptTimeout: number } = {
  keepAlive: true,
  timeout: IDLE_CONNECTION_MS,
  autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
};

/** Keeps connections open between requests: one agent for each kind of URL and proxy. */
export class Agents implements Disposable {
  readonly #env: Environment;
  readonly #trust: TlsTrust;
  readonly #agents = new Map<string, PlainAgent>();

  constructor(env: Environment, trust: TlsTrust) {
    this.#env = env;
    this.#trust = trust;
  }

  /** The agent that `exchange` gives to its request. Throws as `proxyOf`. */
  agentFor(url: URL, exchange: Exchange): PlainAgent {
    const agent = this.#shared(url);
    // A view of the shared one for this request: node-fetch passes nothing else on to it.
    const addRequest = (request: ClientRequest, options: object) => {
      exchange.follow(request);
      (agent as PlainAgent & RequestTaker).addRequest(request, { ...options, exchange } satisfies Owned);
    };
    return Object.create(agent, { addRequest: { value: addRequest } }) as PlainAgent;
  }

  /** Closes connections that are kept open and not in use. */
  closeIdle(): void {
    for (const agent of this.#agents.values())
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  }

  dispose(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  #shared(url: URL): PlainAgent {
    const proxy = proxyOf(url, this.#env);
    const key = `${url.protocol} ${proxy?.href ?? ''}`;
    const known = this.#agents.get(key);
    if (known) return known;
    const agent = url.protocol === 'https:' ? new SecureAgent(proxy, this.#trust) : new OpenAgent(proxy, this.#trust);
    this.#agents.set(key, agent);
    return agent;
  }
}

class OpenAgent extends PlainAgent {
  readonly #proxy: URL | undefined;
  readonly #trust: TlsTrust;

  constructor(proxy: URL | undefined, trust: TlsTrust) {
    super(KEEP);
    this.#proxy = proxy;
    this.#trust = trust;
  }

  addRequest(request: ClientRequest, options: object): void {
    if (this.#proxy) askProxy(request, this.#proxy);
    (PlainAgent.prototype as PlainAgent & RequestTaker).addRequest.call(this, request, options);
  }

  override createConnection(options: ClientRequestArgs & Owned, created: Created): Connection {
    const { exchange } = options;
    if (!this.#proxy) return watched(super.createConnection(options), 'connect', exchange);
    handOver(connectToProxy(this.#proxy, this.#trust, exchange.signal), created, (socket) => {
      exchange.connected();
      return socket;
    });
    return undefined;
  }
}

class SecureAgent extends TlsAgent {
  readonly #proxy: URL | undefined;
  readonly #trust: TlsTrust;

  constructor(proxy: URL | undefined, trust: TlsTrust) {
    super({ ...KEEP, ...trust });
    this.#proxy = proxy;
    this.#trust = trust;
  }

  override createConnection(options: RequestOptions & Owned, created: Created): Connection {
    const { exchange } = options;
    if (!this.#proxy) return watched(super.createConnection(options), 'secureConnect', exchange);
    const host = String(options.host);
    const target = `${host.includes(':') ? `[${host}]` : host}:${options.port}`;
    handOver(openTunnel(this.#proxy, target, this.#trust, exchange.signal), created, (socket) => {
      const inTunnel = { ...options, socket };
      return watched(super.createConnection(inTunnel), 'secureConnect', exchange);
    });
    return undefined;
  }
}

/** The whole URL in the request line (RFC 9112, section 3.2.2), and who we are for the proxy. */
function askProxy(request: ClientRequest, proxy: URL): void {
  request.path = `http://${String(request.getHeader('host'))}${request.path}`;
  for (const [name, value] of Object.entries(proxyAuthorization(proxy))) request.setHeader(name, value);
}

/** Until it stands, node destroys a connection together with the request that it is made for. */
function watched(connection: Connection, ready: 'connect' | 'secureConnect', exchange: Exchange): Connection {
  return connection?.once(ready, () => exchange.connected());
}

/** Node's callback for a connection that takes a while. */
function handOver(socket: Promise<Socket>, created: Created, use: (socket: Socket) => Connection): void {
  socket.then(
    (opened) => created(null, use(opened) as Duplex),
    (error: Error) => created(error, undefined as unknown as Duplex),
  );
}
