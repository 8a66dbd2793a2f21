import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Event } from 'devmgr/plugin-api';
import type { GatewayParts } from './gateway-parts.js';
import type { CallRecord } from './record/call-record.js';
import { guard } from './security/guard.js';
import { answerRoutes } from './server/answer-routes.js';
import { countTokensRoute } from './server/count-tokens-route.js';
import { onBadConnection, onExpectation } from './server/bad-connection.js';
import { createApp, HTTP_LIMITS } from './server/create-app.js';
import { modelRoutes } from './server/model-routes.js';
import { openApiRoutes } from './server/openapi-routes.js';
import { noteRefusals } from './server/note-refusals.js';
import { noteRequests } from './server/note-requests.js';
import { pageRoute } from './server/page-route.js';
import { ServedCalls } from './server/served-calls.js';
import { stateRoutes } from './server/state-routes.js';
import type { RouteModule } from './gateway-parts.js';
import { codeRoutes } from './code/code-routes.js';
import { filesRoutes } from './files/files-routes.js';
import { uploadsRoutes } from './files/uploads-routes.js';
import { fineTuningRoutes } from './finetuning/fine-tuning-routes.js';

export interface GatewayOptions extends Omit<GatewayParts, 'calls' | 'startedAt' | 'gatewayId'> {
  /** What clients must have, as it is now. */
  readonly token: () => string;
  /** `undefined`: loopback only. Anything else is for others too, and the person has said so. */
  readonly host?: string | undefined;
  /** 0: any that is free. */
  readonly port: number;
  /** Default: a new one. */
  readonly gatewayId?: string | undefined;
}

/** A gateway that may run. */
export interface Gateway {
  /** Resolves to the address that clients use, without a path: `http://127.0.0.1:4664`. Rejects when the port is taken. */
  listen(): Promise<string>;
  /** Takes no more requests and resolves when those that go on have ended: after `graceMs` they are told to. */
  close(graceMs: number): Promise<void>;
  /** A call has ended. */
  readonly onDidCall: Event<CallRecord>;
  readonly calls: ServedCalls;
}

const CONNECTIONS_MS = 1000;

const MODULES: readonly RouteModule[] = [answerRoutes, countTokensRoute, codeRoutes, stateRoutes];

/** Those that record no calls themselves. */
const NOTED: readonly RouteModule[] = [modelRoutes, filesRoutes, uploadsRoutes, fineTuningRoutes];

/** Makes the gateway: an HTTP server in front of all providers. Nothing listens yet. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { context, settings, token, host, port, gatewayId = randomBytes(9).toString('base64url') } = options;
  const calls = new ServedCalls({ most: () => settings().maxConcurrent });
  const parts: GatewayParts = { ...options, calls, gatewayId, startedAt: context.clock.now() };
  const app = await createApp({ context, maxBodyBytes: settings().maxBodyBytes, onRefusal: noteRefusals(parts) });
  let isClosing = false;
  let ownPort = 0;
  guard(app, {
    token,
    host,
    gatewayId,
    port: () => ownPort,
    requestsPerMinute: () => settings().requestsPerMinute,
    isClosing: () => isClosing,
  });
  openApiRoutes(app);
  for (const routes of MODULES) await routes(app, parts);
  await app.register(async (scope) => {
    noteRequests(scope, parts);
    for (const routes of NOTED) await routes(scope, parts);
  });
  pageRoute(app, () => `http://${shownHost(host)}:${ownPort}`);
  let second: Server | undefined;
  return {
    calls,
    onDidCall: calls.onDidEnd,
    async listen() {
      await app.listen({ host: host ?? '127.0.0.1', port });
      ownPort = portOf(app);
      if (host === undefined) second = await alsoOnSix(app);
      return `http://${shownHost(host)}:${ownPort}`;
    },
    async close(graceMs) {
      isClosing = true;
      second?.close();
      await calls.drain(graceMs);
      // Requests beside the calls have a moment; a connection on which nothing was ever asked would be waited for.
      const cut = setTimeout(() => app.server.closeAllConnections(), Math.min(graceMs, CONNECTIONS_MS));
      await app.close();
      clearTimeout(cut);
      second?.closeAllConnections();
    },
  };
}

/** What listens on every address is reached at this one. */
function shownHost(host = '127.0.0.1'): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function portOf({ server }: FastifyInstance): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

/** `localhost` is ::1 for many programs. Without it, where a machine has no IPv6 or somebody else is there, the other address is enough. */
async function alsoOnSix(app: FastifyInstance): Promise<Server | undefined> {
  const { requestTimeout, keepAliveTimeout } = app.server;
  const server = createServer({ ...HTTP_LIMITS, requestTimeout, keepAliveTimeout }, (request, response) =>
    app.routing(request, response),
  );
  server.on('clientError', onBadConnection).on('checkExpectation', onExpectation);
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host: '::1', port: portOf(app), ipv6Only: true }, () => resolve(server));
  });
}
