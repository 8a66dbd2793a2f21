import { AiError, type AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { Fields } from '../../../providers/json/fields.js';
import type { ProviderConnection, ProviderResponse } from '../../../providers/http-provider/provider-connection.js';
import type { HttpTimeouts } from '../../../providers/transport/http-client.js';
import type { JsonObject } from '../../gateway-protocol.js';
import { WireFormatError } from '../../../providers/wire/wire-format-error.js';
import { TryFailure, type RefusalDetail } from '../failure/try-failure.js';
import type { UpstreamWorld } from '../upstream-world.js';
import { bodyText } from './body-text.js';
import { toolHint } from './tool-effort.js';

export interface Post {
  readonly connection: ProviderConnection;
  readonly model: AiModelInfo;
  readonly path: string;
  readonly body: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  /** See `AnswerCall`. */
  readonly askedThrough?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly timeouts: HttpTimeouts;
}

/** Sends a request to a provider. Gives a good response; rejects with a `TryFailure`, and with the signal's reason. */
export async function postToProvider(world: UpstreamWorld, post: Post): Promise<ProviderResponse> {
  const { connection, model, path, body, headers, signal, timeouts } = post;
  let response: ProviderResponse;
  try {
    response = await connection.send(
      {
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', ...headers, ...gatewayHeader(world, post) },
        body: bodyText(body),
        isDirect: true,
        modelId: model.id,
      },
      { signal, timeouts },
    );
  } catch (error) {
    throw error instanceof AiError ? failureOf(post, error) : error;
  }
  if (response.status >= 200 && response.status < 300) return response;
  throw await refusal(post, response);
}

/** What went wrong with a request that `response` had begun to answer, as a `TryFailure` where it is the provider's fault. */
export function failedAfter(post: Post, response: ProviderResponse, error: unknown): unknown {
  const about = { endpoint: response.endpoint, modelId: post.model.id };
  const explained = post.connection.explain(error instanceof RangeError ? tooMuch(error) : error, about);
  return explained instanceof AiError ? failureOf(post, explained, response) : explained;
}

/** What runs out of stack or of room for a text has been given an answer that nobody could read. */
function tooMuch(cause: RangeError): WireFormatError {
  return new WireFormatError('answered with JSON that is nested too deeply or too large', { cause });
}

export function failureOf(
  { connection }: Pick<Post, 'connection'>,
  error: AiError,
  response?: ProviderResponse,
  detail?: RefusalDetail,
): TryFailure {
  return new TryFailure({
    error,
    response,
    detail: detail ?? {},
    retryIn: (attempt) => connection.retryIn({ error, response, attempt }),
    remember: () => response && connection.failed(response, error),
  });
}

async function refusal(post: Post, response: ProviderResponse): Promise<unknown> {
  try {
    const body = await post.connection.errorBody(response);
    const error = await post.connection.failure(response, post.model.id, body);
    const about = { body: post.body, id: post.connection.definition.id, modelId: post.model.id };
    return failureOf(post, error, response, { ...detailOf(body), hint: toolHint(error.message, about) });
  } catch (error) {
    return failedAfter(post, response, error);
  }
}

/** `code` and `param` of OpenAI's errors are names, not sentences; anything else is left out. */
function detailOf(body: string): RefusalDetail {
  const error = Fields.parse(body)?.fields('error');
  const name = (field: string) => {
    const value = error?.text(field);
    return value !== undefined && /^[\w.[\]-]{1,100}$/.test(value) ? value : undefined;
  };
  return { code: name('code'), param: name('param') };
}

/** The next gateway is to know all before it: of two that ask each other each would see the other one only. */
function gatewayHeader(
  { gatewayId }: UpstreamWorld,
  { askedThrough = [] }: Pick<Post, 'askedThrough'>,
): Readonly<Record<string, string>> {
  return gatewayId === undefined ? {} : { 'x-devmgr-gateway': [...askedThrough, gatewayId].join(', ') };
}
