import { clientFaults } from '../../../../../support/client-schemas.js';

/** What the answers to a path are, in the words of the official clients. `[]`: a list of them. */
const SHAPES: readonly (readonly [RegExp, whole: string, streamed?: string])[] = [
  [/^POST \/v1\/chat\/completions$/, 'ChatCompletion', 'ChatCompletionChunk'],
  [/^POST \/v1\/completions$/, 'Completion', 'Completion'],
  [/^POST \/v1\/messages$/, 'Message', 'RawMessageStreamEvent'],
  [/^POST \/v1\/messages\/count_tokens$/, 'MessageTokensCount'],
  [/^POST \/v1\/embeddings$/, 'CreateEmbeddingResponse'],
  [/^GET \/v1\/models$/, 'Model[]'],
  [/^GET \/v1\/models\/.+$/, 'Model'],
  [/^POST \/v1\/files$/, 'FileObject'],
  [/^GET \/v1\/files$/, 'FileObject[]'],
  [/^GET \/v1\/files\/[^/]+$/, 'FileObject'],
  [/^DELETE \/v1\/files\/[^/]+$/, 'FileDeleted'],
  [/^POST \/v1\/uploads\/[^/]+\/parts$/, 'UploadPart'],
  [/^POST \/v1\/uploads(\/[^/]+\/(complete|cancel))?$/, 'Upload'],
  [/^GET \/v1\/fine_tuning\/jobs\/[^/]+\/events$/, 'FineTuningJobEvent[]'],
  [/^GET \/v1\/fine_tuning\/jobs\/[^/]+\/checkpoints$/, 'FineTuningJobCheckpoint[]'],
  [/^GET \/v1\/fine_tuning\/jobs$/, 'FineTuningJob[]'],
  [/ \/v1\/fine_tuning\/jobs/, 'FineTuningJob'],
];
/** Their types differ where the client is Anthropic's. */
const CLAUDE: Readonly<Record<string, string>> = { 'Model[]': 'ModelInfo[]', Model: 'ModelInfo' };

/** A `fetch` for the official clients that checks the shape of everything that the gateway answers whole; `faults` is what was wrong. */
export function checkedFetch(): { readonly fetch: typeof fetch; readonly faults: string[] } {
  const faults: string[] = [];
  return {
    faults,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const url = new URL(input instanceof Request ? input.url : input);
      // What the library asks itself, to see what forms can do.
      if (url.protocol === 'data:' || !response.body) return response;
      const at = `${init?.method ?? 'GET'} ${url.pathname}`;
      const isClaude = new Headers(init?.headers).has('anthropic-version');
      const check = (text: string) =>
        void faults.push(...faultsOf(at, isClaude, response, text).map((fault) => `${at}: ${fault}`));
      return new Response(response.body.pipeThrough(overheard(check)), response);
    },
  };
}

/** Passes bytes on, and gives the whole text when all of it has come; what is broken off is not judged. */
function overheard(hear: (text: string) => void): TransformStream<Uint8Array, Uint8Array> {
  const pieces: Uint8Array[] = [];
  return new TransformStream({
    transform(piece, controller) {
      pieces.push(piece);
      controller.enqueue(piece);
    },
    flush: () => hear(Buffer.concat(pieces).toString('utf8')),
  });
}

function faultsOf(at: string, isClaude: boolean, response: Response, text: string): readonly string[] {
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok) return errorFaults(isClaude, JSON.parse(text));
  const shape = SHAPES.find(([pattern]) => pattern.test(at));
  if (!shape) return /\/content$/.test(at) ? [] : ['no shape is known for it'];
  // What the provider leaves out in its own format the gateway does not make up.
  const nullsMayMiss = response.headers.get('x-devmgr-provider') === 'anthropic' && at === 'POST /v1/messages';
  if (type.startsWith('text/event-stream'))
    return streamFaults(shape[2] ?? '', isClaude, nullsMayMiss ? withCaller(text) : text, nullsMayMiss);
  if (shape[1] === 'CreateEmbeddingResponse') return bodyFaults(shape[1], unpacked(JSON.parse(text)), false);
  return bodyFaults(
    (isClaude ? CLAUDE[shape[1]] : undefined) ?? shape[1],
    JSON.parse(nullsMayMiss ? withCaller(text) : text),
    nullsMayMiss,
  );
}

function bodyFaults(name: string, body: unknown, nullsMayMiss: boolean): readonly string[] {
  if (!name.endsWith('[]')) return clientFaults(name, body, { nullsMayMiss });
  const { data } = body as { readonly data?: unknown };
  return Array.isArray(data) ? data.flatMap((item) => clientFaults(name.slice(0, -2), item)) : ['no list'];
}

function errorFaults(isClaude: boolean, body: unknown): readonly string[] {
  return isClaude
    ? clientFaults('ErrorResponse', body)
    : clientFaults('ErrorObject', (body as { readonly error?: unknown } | undefined)?.error);
}

function streamFaults(name: string, isClaude: boolean, text: string, nullsMayMiss: boolean): readonly string[] {
  const events = text.split('\n\n').filter((event) => event.trim() !== '');
  return events.flatMap((event) => {
    const data = /^data: ?(.*)$/m.exec(event)?.[1];
    if (data === undefined || data === '[DONE]') return [];
    const parsed = JSON.parse(data) as { readonly error?: unknown; readonly type?: string };
    if (parsed.error !== undefined) return errorFaults(isClaude, parsed);
    if (parsed.type === 'ping') return [];
    // The document of old completions says nothing of streams, where the reason is null until the end.
    const value: unknown =
      name === 'Completion' ? JSON.parse(data.replace('"finish_reason":null', '"finish_reason":"stop"')) : parsed;
    return clientFaults(name, value, { nullsMayMiss });
  });
}

/** The types know of numbers only; the client asks for base64 and unpacks it. */
function unpacked(body: unknown): unknown {
  const { data } = body as { readonly data: readonly { readonly embedding: unknown }[] };
  const numbers = (packed: string) => {
    const bytes = Buffer.from(packed, 'base64');
    return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
  };
  const items = data.map((item) =>
    typeof item.embedding === 'string' ? { ...item, embedding: numbers(item.embedding) } : item,
  );
  return { ...(body as object), data: items };
}

/** A field of blocks that is newer than the double. */
function withCaller(text: string): string {
  return text.replace(/"type": ?"tool_use",/g, '"type":"tool_use","caller":{"type":"direct"},');
}
