import Anthropic from '@anthropic-ai/sdk';
import type { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { createFineTuning } from '../../../../../../plugins/system/finetuning/create-fine-tuning.js';
import type { GatewayRoute, GatewaySettings } from '../../../../../../plugins/system/gateway/gateway-settings.js';
import { openGateway } from '../../../../../../plugins/system/gateway/open-gateway.js';
import { AiDouble } from '../../../../../support/ai-doubles/ai-double.js';
import { anthropic } from '../../../../../support/ai-doubles/anthropic.js';
import { openAi } from '../../../../../support/ai-doubles/openai.js';
import { startUpstream } from '../../../../../support/ai-doubles/upstream.js';
import { aiStage, type AiStage } from '../../../providers/support/ai-stage.js';
import { checkedFetch } from './checked-fetch.js';

const TOKEN = 'dmg-0123456789abcdef0123456789abcdef';
const KEY = 'sk-secret-0123456789abcdef';

export interface ClientStage {
  readonly openai: OpenAI;
  readonly anthropic: Anthropic;
  readonly url: string;
  readonly token: string;
  readonly ai: AiStage;
  readonly mock: LLMock;
  /** The vendors that the gateway stands before. */
  readonly vendors: { readonly openai: AiDouble; readonly anthropic: AiDouble };
  /** What was wrong with the shapes of all answers until now; forgets them. */
  faults(): readonly string[];
  dispose(): Promise<void>;
}

/** The official clients in front of a whole gateway in front of doubles of both vendors. */
export async function clientStage(routes: readonly GatewayRoute[] = []): Promise<ClientStage> {
  const mock = await startUpstream();
  const vendors = {
    openai: await AiDouble.start(openAi, mock, { key: KEY }),
    anthropic: await AiDouble.start(anthropic, mock, { key: KEY }),
  };
  const ai = aiStage({
    env: {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: vendors.openai.baseUrl,
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_BASE_URL: vendors.anthropic.baseUrl,
    },
  });
  const { context } = ai.test;
  const settings = () => ({ ...SETTINGS, routes: new Map(routes.map((route) => [route.name, route])) });
  const finetuning = createFineTuning(context, ai);
  const opened = await openGateway({ context, ai, finetuning, settings, token: () => TOKEN, host: undefined, port: 0 });
  const url = await opened.gateway.listen();
  const checked = checkedFetch();
  return {
    openai: new OpenAI({ apiKey: TOKEN, baseURL: `${url}/v1`, fetch: checked.fetch, maxRetries: 0 }),
    anthropic: new Anthropic({ apiKey: TOKEN, baseURL: url, fetch: checked.fetch, maxRetries: 0 }),
    url,
    token: TOKEN,
    ai,
    mock,
    vendors,
    faults: () => checked.faults.splice(0),
    async dispose() {
      await opened.gateway.close(0);
      await opened.dispose();
      await ai.dispose();
      await Promise.all([vendors.openai.stop(), vendors.anthropic.stop(), mock.stop()]);
    },
  };
}

const SETTINGS: GatewaySettings = {
  port: 0,
  routes: new Map(),
  aliases: new Map([['quick', 'anthropic/claude-haiku-5-5']]),
  record: 'calls',
  keepCalls: 100,
  maxBodyBytes: 4 * 1024 * 1024,
  maxFileBytes: 4 * 1024 * 1024,
  requestsPerMinute: 0,
  maxConcurrent: 200,
  problems: [],
};
