import { join } from 'node:path';
import { Store } from 'devmgr/plugin-api';
import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { FileFolder } from '../../../../../plugins/system/gateway/files/file-folder.js';
import { createGateway, type Gateway } from '../../../../../plugins/system/gateway/create-gateway.js';
import type {
  AnswerCall,
  EmbeddingsCall,
  GatewayAnswer,
  Upstream,
} from '../../../../../plugins/system/gateway/gateway-call.js';
import type { GatewaySettings } from '../../../../../plugins/system/gateway/gateway-settings.js';
import type { CallRecord } from '../../../../../plugins/system/gateway/record/call-record.js';
import { aiStage, type AiStage, type AiStageOptions } from '../../providers/support/ai-stage.js';

export const TOKEN = 'dmg-0123456789abcdef0123456789abcdef';

export interface GatewayStageOptions {
  readonly upstream?: Partial<Upstream> | undefined;
  readonly settings?: Partial<GatewaySettings> | undefined;
  readonly host?: string | undefined;
  readonly gatewayId?: string | undefined;
  readonly ai?: AiStageOptions | undefined;
  readonly finetuning?: FineTuning | undefined;
}

export interface GatewayStage {
  readonly gateway: Gateway;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly ai: AiStage;
  readonly records: readonly CallRecord[];
  /** With the token, unless `headers` has another. */
  fetch(path: string, init?: RequestInit & { readonly json?: unknown }): Promise<Response>;
  dispose(): Promise<void>;
}

/** A gateway that listens, in front of a scripted upstream: by default it says what it was asked. */
export async function gatewayStage(options: GatewayStageOptions = {}): Promise<GatewayStage> {
  const ai = aiStage(options.ai);
  const { context } = ai.test;
  const records: CallRecord[] = [];
  const settings = () => ({ ...usualSettings, ...options.settings });
  const gateway = await createGateway({
    context,
    ai,
    finetuning: options.finetuning ?? noJobs,
    files: new FileFolder({
      folder: join(context.storage.workspaceDir, 'gateway-files'),
      clock: context.clock,
      maxBytes: settings().maxFileBytes,
      maxTotalBytes: 10 * settings().maxFileBytes,
    }),
    upstream: { ...echo, ...options.upstream },
    recorder: {
      add: (record) => void records.push(record),
      calls: () => Promise.resolve(records),
      call: () => Promise.resolve(undefined),
      flush: () => Promise.resolve(),
    },
    settings,
    token: () => TOKEN,
    host: options.host,
    port: 0,
    gatewayId: options.gatewayId,
  });
  const url = await gateway.listen();
  return {
    gateway,
    url,
    port: Number(new URL(url).port),
    ai,
    records,
    fetch(path, { json, ...init } = {}) {
      const body = json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) };
      const type = json === undefined ? {} : { 'content-type': 'application/json' };
      const headers = { authorization: `Bearer ${TOKEN}`, ...type, ...init.headers };
      return fetch(`${url}${path}`, { ...body, ...init, headers });
    },
    async dispose() {
      await gateway.close(0);
      await ai.dispose();
    },
  };
}

const usualSettings: GatewaySettings = {
  port: 0,
  routes: new Map(),
  aliases: new Map(),
  record: 'calls',
  keepCalls: 1000,
  maxBodyBytes: 1024 * 1024,
  maxFileBytes: 1024 * 1024,
  requestsPerMinute: 0,
  maxConcurrent: 200,
  problems: [],
};

/** Nobody asks for jobs where none are given. */
const noJobs = {
  state: new Store({ jobs: [], problems: [], lookedAt: undefined, isLooking: false }),
  refresh: () => Promise.resolve(),
} as unknown as FineTuning;

const echo: Upstream = {
  answer: (call: AnswerCall): Promise<GatewayAnswer> =>
    Promise.resolve(
      call.isStream
        ? {
            kind: 'stream',
            headers: { 'x-devmgr-provider': 'echo' },
            events: events(['data: {"n":1}\n\n', 'data: [DONE]\n\n']),
          }
        : {
            kind: 'whole',
            headers: { 'x-devmgr-provider': 'echo' },
            body: JSON.stringify({ asked: call.body, format: call.format }),
          },
    ),
  embeddings: (call: EmbeddingsCall): Promise<GatewayAnswer> =>
    Promise.resolve({ kind: 'whole', headers: {}, body: JSON.stringify({ asked: call.body }) }),
  countTokens: () => Promise.resolve(undefined),
  resting: () => [],
};

/** Pieces of a stream that is there at once. */
export async function* events(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}
