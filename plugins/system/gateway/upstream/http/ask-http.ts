import { FirstTokenTimer } from '../../../providers/http-provider/first-token-timer.js';
import type { HttpProvider } from '../../../providers/http-provider/create-http-provider.js';
import type { ProviderConnection, ProviderResponse } from '../../../providers/http-provider/provider-connection.js';
import type { HttpTimeouts } from '../../../providers/transport/http-client.js';
import { GatewayError } from '../../gateway-error.js';
import type { AnswerCall } from '../../gateway-call.js';
import type { PlannedModel } from '../../routing/route-plan.js';
import { mendNames } from '../mend/mend-names.js';
import { streamMender } from '../mend/stream-mender.js';
import { passedHeaders } from '../failure/passed-headers.js';
import { toGatewayError } from '../failure/to-gateway-error.js';
import { TryFailure } from '../failure/try-failure.js';
import { beginStream } from '../stream/begin-stream.js';
import { streamReader } from '../stream/make-reader.js';
import type { TriedAnswer } from '../tried-answer.js';
import type { UpstreamWorld } from '../upstream-world.js';
import { refuseLoop } from './refuse-loop.js';
import { failedAfter, failureOf, postToProvider, type Post } from './post-to-provider.js';
import { providerCall, type ProviderCall } from './provider-call.js';
import { readWhole } from './read-whole.js';
import { wholeAsEvents } from './whole-as-events.js';

/** An answer that comes whole begins when the provider has written all of it. */
const WHOLE_MS = 600_000;

/**
 * Asks a provider over HTTP. Of a stream the first token has come then. Rejects with a `TryFailure` where somebody else may be asked,
 * with a `GatewayError` for what the provider's format cannot say, and with the signal's reason.
 */
export async function askHttp(
  world: UpstreamWorld,
  planned: PlannedModel,
  provider: HttpProvider,
  call: AnswerCall,
): Promise<TriedAnswer> {
  const connection = await provider.connection();
  const model = connection.modelInfo(planned.modelId ?? (await defaultModel(connection, call.signal)));
  const endpoint = connection.endpoint();
  refuseLoop(world, connection.definition, endpoint);
  const sent = await providerCall(world, connection, call, { model, endpoint });
  const timeouts = timeoutsOf(connection, planned, call);
  // The client of HTTP knows the first byte only: servers send comments and pings while nothing is said.
  const timer = call.isStream ? new FirstTokenTimer(world.ai.host, timeouts.firstByte, call.signal) : undefined;
  const signal = timer?.signal ?? call.signal;
  const post: Post = {
    connection,
    model,
    ...sent,
    headers: betaHeaders(call),
    signal,
    timeouts,
    askedThrough: call.askedThrough,
  };
  try {
    const response = await postToProvider(world, post);
    const headers = passedHeaders((name) => response.header(name));
    const answer: TriedAnswer = timer
      ? { ...(await stream(post, sent, call, response)), model, headers, dispose: () => timer.dispose() }
      : { ...(await readWhole(post, sent, call, response)), model, headers };
    timer?.stop();
    connection.answered(response);
    return answer;
  } catch (error) {
    timer?.dispose();
    throw error;
  }
}

async function defaultModel(connection: ProviderConnection, signal: AbortSignal): Promise<string> {
  const id = await connection.defaultModel(signal);
  if (id === undefined) throw failureOf({ connection }, connection.noModel());
  return id;
}

function timeoutsOf({ timeouts }: ProviderConnection, planned: PlannedModel, { isStream }: AnswerCall): HttpTimeouts {
  const { firstTokenTimeoutMs, idleTimeoutMs } = planned;
  const firstByte = isStream ? timeouts.firstByte : Math.max(timeouts.firstByte, WHOLE_MS);
  return { ...timeouts, firstByte: firstTokenTimeoutMs ?? firstByte, idle: idleTimeoutMs ?? timeouts.idle };
}

function betaHeaders({ headers, format }: AnswerCall): Readonly<Record<string, string>> {
  const beta = headers['anthropic-beta'];
  return format === 'anthropic-messages' && beta !== undefined ? { 'anthropic-beta': beta } : {};
}

async function stream(post: Post, sent: ProviderCall, call: AnswerCall, response: ProviderResponse) {
  const about = { endpoint: response.endpoint, modelId: post.model.id };
  try {
    const names = sent.translation ? undefined : mendNames(post, call);
    const reader = streamReader(call, sent.translation, names && streamMender(names));
    const body = await eventBody(post, response);
    const begun = await beginStream(body, reader, (told) => post.connection.streamFailure(told, about));
    return { kind: 'stream' as const, stream: begun, explain: (error: unknown) => told(post, response, error) };
  } catch (error) {
    throw failedAfter(post, response, error);
  }
}

/** Some servers answer whole though a stream was asked for. */
async function eventBody({ connection }: Post, response: ProviderResponse): Promise<AsyncIterable<Uint8Array>> {
  const isWhole = /\b(json|html)\b/i.test(response.header('content-type') ?? '');
  return isWhole ? wholeAsEvents(connection.definition.wireFormat, response) : response.body;
}

function told(post: Post, response: ProviderResponse, error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const failure = failedAfter(post, response, error);
  if (failure instanceof TryFailure) return toGatewayError(failure);
  return new GatewayError({
    kind: 'internal',
    message: 'The gateway failed in the middle of the answer',
    cause: error,
  });
}
