import { embeddingBatch } from '../../../providers/http-provider/embedding-batch.js';
import type { HttpProvider } from '../../../providers/http-provider/create-http-provider.js';
import type { ProviderResponse } from '../../../providers/http-provider/provider-connection.js';
import { Fields } from '../../../providers/json/fields.js';
import { parseObject } from '../../../providers/wire/json/parse-object.js';
import { WireFormatError } from '../../../providers/wire/wire-format-error.js';
import type { EmbeddingsCall } from '../../gateway-call.js';
import type { PlannedModel } from '../../routing/route-plan.js';
import { passedHeaders } from '../failure/passed-headers.js';
import { refuseLoop } from '../http/refuse-loop.js';
import { failedAfter, postToProvider, type Post } from '../http/post-to-provider.js';
import type { UpstreamWorld } from '../upstream-world.js';
import { embeddingModelOf } from './embedding-model-of.js';
import type { Embedded } from './embedded.js';
import type { EmbeddingInput, EmbeddingsInput } from './embeddings-input.js';
import { reencoded, type EncodedVector } from './vector-text.js';

/** 2048 vectors of 4096 numbers as text. */
const ANSWER_LIMIT = 256 * 1024 * 1024;

interface Batch {
  readonly vectors: readonly EncodedVector[];
  readonly tokens: number | undefined;
  readonly body: Fields;
  readonly response: ProviderResponse;
}

/**
 * Asks a provider for embeddings, in as many requests as it wants, the client's other fields as they are. Rejects with a `TryFailure`,
 * with a `GatewayError` where it has none, and with the signal's reason.
 */
export async function embedOverHttp(
  world: UpstreamWorld,
  planned: PlannedModel,
  provider: HttpProvider,
  call: EmbeddingsCall,
  wanted: EmbeddingsInput,
): Promise<Embedded> {
  const connection = await provider.connection();
  const model = connection.modelInfo(embeddingModelOf(planned));
  refuseLoop(world, connection.definition, connection.endpoint());
  const { signal, askedThrough } = call;
  const size = embeddingBatch(connection.definition);
  const batches: Batch[] = [];
  for (let start = 0; start < wanted.inputs.length; start += size) {
    const inputs = wanted.inputs.slice(start, start + size);
    // As the client wrote it where that is possible: a text alone, a list of tokens.
    const input = inputs.length === wanted.inputs.length ? call.body['input'] : inputs;
    const body = { ...call.body, model: model.id, input };
    const post: Post = {
      connection,
      model,
      path: '/embeddings',
      body,
      signal,
      askedThrough,
      timeouts: connection.timeouts,
    };
    batches.push(await batch(world, post, inputs, wanted));
  }
  return merged(batches, model);
}

async function batch(
  world: UpstreamWorld,
  post: Post,
  inputs: readonly EmbeddingInput[],
  { encoding }: EmbeddingsInput,
): Promise<Batch> {
  const response = await postToProvider(world, post);
  try {
    const body = parseObject(await response.text(ANSWER_LIMIT));
    const vectors = vectorsOf(body, inputs.length).map((vector) => {
      const read = reencoded(vector, encoding);
      if (!read) throw new WireFormatError('answered with an embedding that is not a list of numbers');
      return read;
    });
    post.connection.answered(response);
    const usage = body.fields('usage');
    return { vectors, tokens: usage?.count('prompt_tokens') ?? usage?.count('total_tokens'), body, response };
  } catch (error) {
    throw failedAfter(post, response, error);
  }
}

/** In the order of the inputs (`index`), which need not be that of the list. */
function vectorsOf(body: Fields, count: number): readonly unknown[] {
  const data = body.list('data') ?? [];
  const vectors = new Map(
    data.map((item, position) => {
      const fields = Fields.of(item);
      return [fields?.count('index') ?? position, fields?.value('embedding')];
    }),
  );
  if (data.length !== count || vectors.size !== count)
    throw new WireFormatError(`answered with ${vectors.size} embeddings for ${count} texts`);
  return Array.from({ length: count }, (_, index) => vectors.get(index));
}

function merged(batches: readonly Batch[], model: Embedded['model']): Embedded {
  const last = batches.at(-1);
  const tokens = batches.reduce<number | undefined>(
    (sum, batch) => (sum === undefined || batch.tokens === undefined ? undefined : sum + batch.tokens),
    0,
  );
  return {
    model,
    headers: last ? passedHeaders((name) => last.response.header(name)) : {},
    vectors: batches.flatMap(({ vectors }) => vectors),
    usage: tokens === undefined ? {} : { inputTokens: tokens, outputTokens: 0 },
    rest: last?.body.members() ?? {},
  };
}
