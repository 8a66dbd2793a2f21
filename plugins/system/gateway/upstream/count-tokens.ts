import { isHttp } from '../../providers/registry/provider-entry.js';
import { isMissing } from '../../providers/http-provider/provider-record.js';
import { parseObject } from '../../providers/wire/json/parse-object.js';
import type { TokenCount, TokenCountCall } from '../gateway-call.js';
import { sendableHistory } from '../translate/request/sendable-history.js';
import { postToProvider } from './http/post-to-provider.js';
import { refuseLoop } from './http/refuse-loop.js';
import { planCall } from './plan-call.js';
import type { UpstreamWorld } from './upstream-world.js';

/** It costs nothing and is only asked so long: an estimate is at hand. */
const LONGEST_MS = 5_000;
const ANSWER_LIMIT = 64 * 1024;

/** See `Upstream.countTokens`. */
export async function countTokens(world: UpstreamWorld, call: TokenCountCall): Promise<TokenCount | undefined> {
  try {
    return await ask(world, call);
  } catch (error) {
    call.signal.throwIfAborted();
    world.ai.host.log.debug(`Tokens are estimated: ${String(error)}`);
    return undefined;
  }
}

async function ask(world: UpstreamWorld, call: TokenCountCall): Promise<TokenCount | undefined> {
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(LONGEST_MS)]);
  const [planned] = (await planCall(world, call.model, signal)).models;
  if (!planned || planned.entry.provider.id !== 'anthropic' || !isHttp(planned.entry)) return undefined;
  const connection = await planned.entry.provider.connection();
  const endpoint = connection.endpoint();
  const modelId = planned.modelId ?? (await connection.defaultModel(signal));
  if (isMissing(endpoint) || modelId === undefined) return undefined;
  refuseLoop(world, connection.definition, endpoint);
  const response = await postToProvider(world, {
    connection,
    model: connection.modelInfo(modelId),
    path: '/messages/count_tokens',
    body: { ...sendableHistory('anthropic-messages', call.body), model: modelId },
    headers: call.headers,
    askedThrough: call.askedThrough,
    signal,
    timeouts: connection.timeouts,
  });
  const inputTokens = parseObject(await response.text(ANSWER_LIMIT)).count('input_tokens');
  return inputTokens === undefined ? undefined : { inputTokens, providerId: connection.definition.id };
}
