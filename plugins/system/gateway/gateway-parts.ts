import type { FastifyInstance } from 'fastify';
import type { PluginContext } from 'devmgr/plugin-api';
import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import type { AiParts } from '../providers/ai-parts.js';
import type { GatewayFiles } from './files/gateway-files.js';
import type { Upstream } from './gateway-call.js';
import type { GatewaySettings } from './gateway-settings.js';
import type { CallRecorder } from './record/call-record.js';
import type { ServedCalls } from './server/served-calls.js';

/** What the routes of the gateway work with. */
export interface GatewayParts {
  readonly context: PluginContext;
  readonly ai: Pick<AiParts, 'ai' | 'gather' | 'look' | 'registry'>;
  readonly finetuning: FineTuning;
  readonly files: GatewayFiles;
  readonly upstream: Upstream;
  readonly recorder: CallRecorder;
  /** As they are now: files of settings are followed. */
  readonly settings: () => GatewaySettings;
  /** Everything that goes on for clients; see `serveCall`. */
  readonly calls: ServedCalls;
  /** In `x-devmgr-gateway` of requests to providers: one that comes back with it went in a circle. */
  readonly gatewayId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Adds routes. What they document is in the `schema` of each route: requests are checked by it, and `/openapi.json` is made of it. */
export type RouteModule = (app: FastifyInstance, parts: GatewayParts) => void | Promise<void>;
