import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { describeModel } from '../catalogue/describe-model.js';
import type { AiHost } from '../ai-host.js';
import type { Endpoint } from '../configuration/endpoint.js';
import type { HttpResponse, HttpTimeouts } from '../transport/http-client.js';
import type { WireRequest } from '../wire/wire-format.js';
import { wireFormats } from '../wire/wire-formats.js';
import type { HttpProviderOptions } from './http-provider-options.js';
import { isSuccess, sendWire } from './send-wire.js';

/** Together's list of all its models has about 1 MB. */
const LIST_LIMIT = 16 * 1024 * 1024;
const MOST_PAGES = 5;
/** Far beyond every provider's list and every model's name; more is a server that is broken, and would fill memory and screen. */
const MOST_MODELS = 10_000;
const LONGEST_NAME = 256;

export interface ModelsFound {
  readonly models: readonly AiModelInfo[];
  /** Until the first page began. */
  readonly latencyMs: number;
}

/**
 * The models that a provider lists. Gives the response instead when it is no success. Rejects as `HttpClient.send` does,
 * and with a `WireFormatError` when the answer is no list of models.
 */
export async function listModels(
  options: HttpProviderOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
  timeouts: HttpTimeouts,
): Promise<ModelsFound | HttpResponse> {
  const { definition, host } = options;
  const format = wireFormats[definition.wireFormat];
  const context = { definition, endpoint };
  const startedAt = host.now();
  let latencyMs: number | undefined;
  let request: WireRequest | undefined = format.modelsRequest(context);
  let models: readonly AiModelInfo[] = [];
  for (let page = 1; request && page <= MOST_PAGES && models.length < MOST_MODELS; page += 1) {
    const response = await sendWire(options, request, signal, timeouts);
    latencyMs ??= host.now() - startedAt;
    if (!isSuccess(response)) return response;
    const read = format.readModels(context, await response.text(LIST_LIMIT));
    models = [...models, ...read.models.filter(({ id }) => isName(host, id))].slice(0, MOST_MODELS);
    request = read.next;
  }
  return { models: models.map((model) => describeModel(definition, model)), latencyMs: latencyMs ?? 0 };
}

/** A name with a key in it (a server may say again what it knows), or with control characters, is shown nowhere: it is no name. */
function isName(host: AiHost, id: string): boolean {
  return id.length <= LONGEST_NAME && host.clean(id) === id;
}
