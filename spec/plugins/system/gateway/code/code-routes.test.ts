import { Store } from 'devmgr/plugin-api';
import { AiError } from 'devmgr/plugin-api/contracts/ai';
import { Chat, type ChatAnswerEvent, type ChatAnswerRequest } from 'devmgr/plugin-api/contracts/chat';
import { CodeGenerator, type GenerateEvent, type GenerateRequest } from 'devmgr/plugin-api/contracts/code-generator';
import { CodeIndex, type CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../../../core/processes/until.js';
import { startFaultServer } from '../../../../support/fault-server.js';
import { stream } from '../../../../support/faults.js';
import { scriptedProvider } from '../../providers/support/scripted-provider.js';
import { gatewayStage, TOKEN, type GatewayStage, type GatewayStageOptions } from '../support/gateway-stage.js';

let stage: GatewayStage;
afterEach(() => stage.dispose());

const open = async (options: GatewayStageOptions = {}) => {
  stage = await gatewayStage(options);
  return stage.ai.test.context.services;
};

interface Body {
  readonly error?: { readonly message: string; readonly param: string | null; readonly code: string | null };
  readonly [name: string]: unknown;
}

const post = async (path: string, json: unknown) => {
  const response = await stage.fetch(path, { json });
  return { status: response.status, body: (await response.json()) as Body };
};

const match = {
  path: 'app/orders.py',
  startLine: 3,
  endLine: 9,
  text: 'def create(): ...',
  score: 0.12345678,
  foundBy: 'both',
  kind: 'function',
  language: 'python',
  symbol: 'create',
  reasons: ['defines create'],
} as const;

/** An index that is made when it is refreshed. */
function indexDouble(finish: Promise<void> = Promise.resolve()) {
  const state = new Store({ status: 'waiting' } as CodeIndexState);
  const seen = { watched: 0, released: 0, refreshed: 0, searches: [] as unknown[] };
  const index: Partial<CodeIndex> = {
    state,
    watch: () => {
      seen.watched += 1;
      return { dispose: () => void (seen.released += 1) };
    },
    async *refresh() {
      seen.refreshed += 1;
      await finish;
      state.set({ ...state.get(), status: 'ready' });
      yield { type: 'index-start', files: 0 };
    },
    search: (query, { limit, signal }) => {
      seen.searches.push([query, limit, state.get().status]);
      if (query === 'wait')
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(Error('gone'))));
      return Promise.resolve({ query, kind: 'symbol', matches: [match], tookMs: 1.234, notes: ['a note'] });
    },
  };
  return { index: index as CodeIndex, seen };
}

describe('/v1/code/search', () => {
  it('finds code once the index is made, by body and by query, and follows the files from then on', async () => {
    const { index, seen } = indexDouble();
    (await open()).provide(CodeIndex, index);
    const document = {
      object: 'code.search',
      query: 'create',
      kind: 'symbol',
      tookMs: 1.2,
      results: [{ ...match, score: 0.123457 }],
      notes: ['a note'],
    };
    expect(await post('/v1/code/search', { query: 'create', k: 3 })).toEqual({ status: 200, body: document });
    const got = await stage.fetch('/v1/code/search?q=create&k=7');
    expect(await got.json()).toEqual(document);
    expect(seen).toMatchObject({ watched: 1, refreshed: 1, released: 0 });
    expect(seen.searches).toEqual([
      ['create', 3, 'ready'],
      ['create', 7, 'ready'],
    ]);
    await until(() => stage.records.length === 2, 'both have ended');
    expect(stage.records.map(({ request, outcome }) => [request, outcome])).toEqual([
      ['POST /v1/code/search', 'answered'],
      ['GET /v1/code/search', 'answered'],
    ]);
    await stage.gateway.close(0);
    expect(seen.released).toBe(1);
  });

  it('says which field is wrong, and who is not there', async () => {
    await open();
    for (const [body, param] of [
      [{}, 'query'],
      [{ query: '' }, 'query'],
      [{ query: 3 }, 'query'],
      [{ query: 'x', k: 0 }, 'k'],
      [{ query: 'x', k: 1001 }, 'k'],
    ] as const)
      expect(await post('/v1/code/search', body)).toMatchObject({ status: 400, body: { error: { param } } });
    expect((await stage.fetch('/v1/code/search?q=x&k=1e3')).status).toBe(400);
    expect(await post('/v1/code/search', { query: 'x' })).toMatchObject({
      status: 503,
      body: { error: { code: 'code_index_unavailable' } },
    });
  });

  it('ends a search whose client has gone, also one that waits for the index', async () => {
    let finish = () => {};
    const { index, seen } = indexDouble(new Promise((resolve) => (finish = resolve)));
    (await open()).provide(CodeIndex, index);
    for (const turn of [1, 2]) {
      const gone = new AbortController();
      const asked = stage.fetch('/v1/code/search?q=wait', { signal: gone.signal }).catch(() => 'gone');
      await until(() => (turn === 1 ? seen.refreshed === 1 : seen.searches.length === 1), 'it is under way');
      gone.abort();
      expect(await asked).toBe('gone');
      await until(() => stage.records.length === turn, 'the call has ended');
      expect(stage.records.at(-1)?.outcome).toBe('aborted');
      finish();
      await until(() => index.state.get().status === 'ready', 'the index');
    }
  });
});

const source = {
  path: 'a.py',
  startLine: 1,
  endLine: 2,
  text: 'x = 1',
  language: 'python',
  score: 1,
  origin: 'search',
  reasons: [],
} as const;
const end = {
  type: 'answer-end',
  reason: 'stop',
  target: { providerId: 'p', modelId: 'm', host: undefined },
  usage: { inputTokens: 7, outputTokens: 5, costUsd: undefined },
  citations: [
    { written: 'a.py:9', path: 'a.py', startLine: 9, endLine: 9, verified: false, problem: 'the file has 2 lines' },
  ],
} as const;
const answer: readonly ChatAnswerEvent[] = [
  { type: 'sources', sources: [source], isExtractive: false },
  { type: 'note', message: 'a note' },
  { type: 'text-delta', text: 'See ' },
  { type: 'text-delta', text: '`a.py:9`.' },
  end,
];
const failure = (kind: 'unreachable' | 'refused-request') =>
  new AiError({ message: `p: ${kind}`, failure: { kind, providerId: 'p', modelId: 'm' } });

/** What answers, in turn; an error is thrown where it stands. */
function chatDouble(...turns: readonly (readonly (ChatAnswerEvent | Error)[])[]) {
  const asked: ChatAnswerRequest[] = [];
  const chat: Chat = {
    ask: () => undefined,
    async *answer(request) {
      asked.push(request);
      for (const event of turns[asked.length - 1] ?? []) {
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  };
  return { chat, asked };
}

describe('/v1/code/chat', () => {
  const question = [
    { role: 'system', content: 'Be short.' },
    { role: 'user', content: 'What is a?' },
    { role: 'assistant', content: [{ type: 'text', text: 'A file.' }] },
    { role: 'user', content: 'Where is x?' },
  ];

  it('is a chat completion with sources and citations, whole and as a stream, for the official client', async () => {
    const { chat, asked } = chatDouble(answer, answer);
    (await open()).provide(Chat, chat);
    const openai = new OpenAI({ apiKey: TOKEN, baseURL: `${stage.url}/v1/code`, maxRetries: 0 });
    const whole = await openai.post('/chat', { body: { messages: question } });
    expect(whole).toMatchObject({
      object: 'chat.completion',
      model: 'p/m',
      choices: [
        { index: 0, message: { role: 'assistant', content: 'See `a.py:9`.', refusal: null }, finish_reason: 'stop' },
      ],
      usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 },
      sources: [{ path: 'a.py', startLine: 1, text: 'x = 1' }],
      citations: [{ written: 'a.py:9', line: 9, verified: false, problem: 'the file has 2 lines' }],
      notes: ['a note'],
    });
    expect(asked[0]).toMatchObject({
      text: 'Where is x?',
      history: [
        { role: 'user', text: 'What is a?' },
        { role: 'assistant', text: 'A file.' },
      ],
      parts: [{ text: 'Be short.' }],
      usesCode: true,
    });
    const response = await stage.fetch('/v1/code/chat', {
      json: { messages: question, stream: true, stream_options: { include_usage: true } },
    });
    const lines = (await response.text()).split('\n\n').filter((line) => line !== '');
    expect(lines.at(-1)).toBe('data: [DONE]');
    const chunks = lines
      .slice(0, -1)
      .map((line) => JSON.parse(line.slice('data: '.length)) as OpenAI.ChatCompletionChunk);
    expect(chunks[0]).toMatchObject({
      choices: [{ delta: { role: 'assistant' } }],
      sources: [{ path: 'a.py' }],
      notes: ['a note'],
    });
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('See `a.py:9`.');
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: 'stop' }], citations: [{ verified: false }] });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 12 } });
    await until(() => stage.records.length === 2, 'both have ended');
    expect(stage.records.map(({ target, outputTokens }) => [target, outputTokens])).toEqual([
      ['p/m', 5],
      ['p/m', 5],
    ]);
  });

  it('asks the members of a route in turn until one begins, and says what the last one failed with', async () => {
    const { chat, asked } = chatDouble([...answer.slice(0, 2), failure('unreachable')], answer, [
      failure('refused-request'),
    ]);
    const members = ['p/one', 'p/two'].map((model) => ({
      model,
      weight: 1,
      firstTokenTimeoutMs: undefined,
      idleTimeoutMs: undefined,
    }));
    const route = {
      name: 'r',
      members,
      order: 'ordered',
      cooldownMs: undefined,
      maxTries: 2,
      maxConcurrent: undefined,
    } as const;
    const services = await open({ settings: { routes: new Map([['r', route]]) } });
    services.provide(Chat, chat);
    stage.ai.ai.registerProvider(
      scriptedProvider('p', [
        () => {
          throw new Error('Nobody asks it');
        },
      ]),
    );
    const messages = [{ role: 'user', content: 'x?' }];
    const { status, body } = await post('/v1/code/chat', { model: 'r', messages });
    expect([status, body['notes']]).toEqual([200, ['a note', 'a note']]);
    expect(asked.map(({ model }) => model)).toEqual(['p/one', 'p/two']);
    expect(await post('/v1/code/chat', { model: 'p/m', messages })).toMatchObject({
      status: 400,
      body: { error: { message: 'p: refused-request' } },
    });
    expect(await post('/v1/code/chat', { model: 'nobody/x', messages })).toMatchObject({
      status: 404,
      body: { error: { code: 'model_not_found' } },
    });
  });

  it('tells what breaks a stream by an event, and before the first word by a status', async () => {
    const { chat } = chatDouble(
      [failure('unreachable')],
      [...answer.slice(0, 3), failure('unreachable')],
      [...answer.slice(0, 3), new Error('a bug')],
    );
    (await open()).provide(Chat, chat);
    const ask = () =>
      stage.fetch('/v1/code/chat', { json: { messages: [{ role: 'user', content: 'x?' }], stream: true } });
    expect((await ask()).status).toBe(502);
    const broken = await (await ask()).text();
    expect(broken).toContain('"content":"See "');
    expect(broken.trimEnd().split('\n\n').at(-1)).toMatch(
      /^data: \{"error":\{"message":"p: unreachable","type":"server_error"/,
    );
    expect(await (await ask()).text()).not.toContain('a bug');
  });

  it('refuses what is no question, naming it', async () => {
    const { chat } = chatDouble();
    (await open()).provide(Chat, chat);
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } };
    for (const [messages, param] of [
      [[], 'messages'],
      [[{ role: 'user', content: ' ' }], 'messages.0'],
      [
        [
          { role: 'user', content: 'x' },
          { role: 'assistant', content: 'y' },
        ],
        'messages.1',
      ],
      [
        [
          { role: 'tool', content: 'x' },
          { role: 'user', content: 'y' },
        ],
        'messages.0',
      ],
      [[{ role: 'user', content: [image] }], 'messages.0'],
      [[{ role: 'user', content: 7 }], 'messages.0'],
    ] as const)
      expect(await post('/v1/code/chat', { messages })).toMatchObject({ status: 400, body: { error: { param } } });
  });
});

describe('/v1/code/generate', () => {
  const generation = {
    id: 'g1',
    target: 'app/a.py',
    prompt: 'more',
    answeredBy: end.target,
    answer: 'the answer',
    files: [
      { path: 'app/a.py', before: 'a = 1\nb = 2\n', after: 'a = 1\nb = 3' },
      { path: 'app/new.py', before: undefined, after: 'x\n' },
    ],
    refused: [{ path: 'etc', reason: 'no' }],
    notes: [],
    context: [],
    usage: end.usage,
    durationMs: 12.4,
    isStopped: false,
  };

  it('gives files with code and a diff, and writes nothing', async () => {
    const asked: GenerateRequest[] = [];
    (await open()).provide(CodeGenerator, {
      async *generate(request): AsyncGenerator<GenerateEvent> {
        asked.push(request);
        yield { type: 'text-delta', text: 'the answer' };
        yield { type: 'generation-end', generation };
      },
      save: () => Promise.reject(new Error('Nobody saves')),
      registerContextProvider: () => ({ dispose: () => undefined }),
    });
    const attachments = [{ title: 't', text: 'x' }];
    const { status, body } = await post('/v1/code/generate', {
      path: './app//a.py',
      prompt: 'more',
      attachments,
      use_context: false,
    });
    expect(status).toBe(200);
    expect(asked).toEqual([
      {
        ...{ path: 'app/a.py', prompt: 'more', model: undefined, attachments, usesContext: false },
        takesUnlistedModel: true,
      },
    ]);
    expect(body).toMatchObject({
      object: 'code.generation',
      file: 'app/a.py',
      code: 'a = 1\nb = 3',
      provider: 'p',
      model: 'm',
      refused: generation.refused,
    });
    expect(body['diff']).toBe(
      [
        'diff --git a/app/a.py b/app/a.py',
        '--- a/app/a.py',
        '+++ b/app/a.py',
        '@@ -1,2 +1,2 @@',
        ' a = 1',
        '-b = 2',
        '+b = 3',
        '\\ No newline at end of file',
        'diff --git a/app/new.py b/app/new.py',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/app/new.py',
        '@@ -0,0 +1,1 @@',
        '+x',
        '',
      ].join('\n'),
    );
    expect(body['files']).toMatchObject([{ isNew: false }, { isNew: true, code: 'x\n' }]);
  });

  it('takes no path outside the project, and no stream', async () => {
    await open();
    for (const path of ['/etc/passwd', '../x', 'a/../../x', 'a\\..\\x', 'C:/x', 'a/', 'a\0b'])
      expect(await post('/v1/code/generate', { path, prompt: 'p' })).toMatchObject({
        status: 400,
        body: { error: { param: 'path' } },
      });
    expect(await post('/v1/code/generate', { path: 'a', prompt: 'p', stream: true })).toMatchObject({
      status: 400,
      body: { error: { param: 'stream' } },
    });
    expect(await post('/v1/code/generate', { path: 'a', prompt: 'p' })).toMatchObject({ status: 503 });
  });
});

describe('the models that code routes ask', () => {
  const messages = [{ role: 'user', content: 'x?' }];

  it('hear of all gateways that the request came through, and one that is in the row already is not asked', async () => {
    const provider = await startFaultServer(
      stream([
        'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n',
        'data: [DONE]\n\n',
      ]),
    );
    const table = { 'base-url': `${provider.url}/v1`, 'is-key-optional': true };
    const services = await open({ gatewayId: 'own', ai: { settings: { providers: { acme: table } } } });
    // As the plugins do it: they know the `ai` service, and nothing of gateways.
    services.provide(Chat, {
      ask: () => undefined,
      async *answer({ text, model }, { signal }) {
        const asked = stage.ai.ai.languageModel(model).stream({ messages: [{ role: 'user', text }] }, { signal });
        for await (const part of asked) if (part.type === 'text-delta') yield part;
        yield end;
      },
    });
    const ask = (headers: Record<string, string>) =>
      stage.fetch('/v1/code/chat', { json: { model: 'acme/unlisted', messages }, headers });
    const type = { 'content-type': 'application/json' };
    expect((await ask(type)).status).toBe(200);
    expect((await ask({ ...type, 'x-devmgr-gateway': 'first' })).status).toBe(200);
    const seen = provider.requests.filter(({ path }) => path === '/v1/chat/completions');
    expect(seen.map(({ headers }) => headers['x-devmgr-gateway'])).toEqual(['own', 'first, own']);
    expect(seen.map(({ body }) => (JSON.parse(body) as { model: string }).model)).toEqual(['unlisted', 'unlisted']);
    for (const path of ['chat', 'generate', 'search']) {
      const json = { messages, path: 'a.py', prompt: 'p', query: 'q' };
      const refused = await stage.fetch(`/v1/code/${path}`, {
        json,
        headers: { ...type, 'x-devmgr-gateway': 'first, own' },
      });
      expect(await refused.json()).toMatchObject({ error: { code: 'gateway_loop' } });
    }
    await provider.dispose();
  });
});
