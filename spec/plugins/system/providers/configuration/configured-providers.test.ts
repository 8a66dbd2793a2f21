import type { SettingSource } from 'devmgr/plugin-api';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { configuredProviders } from '../../../../../plugins/system/providers/configuration/configured-providers.js';
import { knownProviders } from '../../../../../plugins/system/providers/definitions/known-providers.js';
import { endpoint, known, missing, resolve, type Situation } from './surroundings.js';

const read = (value: unknown, source: SettingSource = 'user') =>
  configuredProviders([{ value, source }], knownProviders);
const fromToml = (text: string, source?: SettingSource) => read(parse(text), source);

/** The provider as it comes out of the settings, and the situation that they make. */
function configured(id: string, toml: string, origin: 'user' | 'project' = 'user') {
  const { definitions, endpoints } = fromToml(toml, origin);
  const provider = definitions.find((one) => one.id === id);
  if (!provider) throw new Error(`No provider ${id}`);
  return {
    provider,
    in: (rest: Situation = {}): Situation => ({ ...rest, settings: { origin, ...endpoints.get(id) } }),
  };
}

it('without settings there are the known ones', () => {
  const { definitions, endpoints, problems } = read({});
  expect(definitions).toEqual(knownProviders);
  expect([endpoints.size, problems]).toEqual([0, []]);
});

describe('a new provider', () => {
  it('needs a base URL and nothing else', () => {
    const groq = configured('groq', '[groq]\nbase-url = "https://api.groq.example/openai/v1/"');
    expect(groq.provider).toMatchObject({ id: 'groq', title: 'groq', kind: 'cloud', wireFormat: 'openai-chat' });
    expect(endpoint(groq.provider, groq.in())).toMatchObject({
      baseUrl: 'https://api.groq.example/openai/v1',
      key: undefined,
      host: 'api.groq.example',
    });
  });

  it('may say everything', () => {
    const { provider, in: within } = configured(
      'my-proxy',
      `[my-proxy]
       title = "My proxy"
       base-url = "https://proxy.example"
       key-variable = "PROXY_KEY"
       wire-format = "anthropic"
       kind = "local-server"
       model = "claude-x"
       is-key-optional = true
       health-path = "/health"
       setup-hint = "Ask Ann"
       context-window = 32768
       max-output-tokens = 4096
       sees-images = true
       [my-proxy.quirks]
       token-field = "max_completion_tokens"
       sampling-models = ["ab*"]
       no-sampling-models = []
       has-stream-options = false
       has-obfuscation = true
       models-shape = "array"
       terminator = "finish-reason"
       other-models = ["1"]
       embedding-models = ["*-2*"]
       embedding-batch = 0
       [my-proxy.quirks.status-meanings]
       403 = "context-too-long"`,
    );
    expect(provider).toEqual({
      id: 'my-proxy',
      title: 'My proxy',
      kind: 'local-server',
      wireFormat: 'anthropic-messages',
      defaultModel: 'claude-x',
      isKeyOptional: true,
      healthPath: '/health',
      setupHint: 'Ask Ann',
      contextWindow: 32_768,
      maxOutputTokens: 4096,
      seesImages: true,
      quirks: {
        tokenField: 'max_completion_tokens',
        samplingModels: ['^[aA][bB][^]*$'],
        noSamplingModels: [],
        hasStreamOptions: false,
        hasObfuscation: true,
        modelsShape: 'array',
        terminator: 'finish-reason',
        otherModels: ['^[1]$'],
        embeddingModels: ['^(?=([^]*?[\\u002d][2]))(?:\\1)[^]*$'],
        embeddingBatch: 0,
        statusMeanings: { '403': 'context-too-long' },
      },
    });
    expect(endpoint(provider, within({ env: { PROXY_KEY: 'proxy-key-1' } }))).toMatchObject({
      baseUrl: 'https://proxy.example/v1',
      key: 'proxy-key-1',
      keyVariable: 'PROXY_KEY',
    });
  });

  it('on this machine is a local server, with the path that people leave out', () => {
    const tgi = configured('tgi', '[tgi]\nbase-url = "http://localhost:3000"');
    expect(tgi.provider.kind).toBe('local-server');
    // Its address is there already: nobody is told to write it.
    expect(tgi.provider.setupHint).toBeUndefined();
    expect(endpoint(tgi.provider, tgi.in()).baseUrl).toBe('http://localhost:3000/v1');
  });

  it('needs its key once it names a variable', () => {
    const groq = configured('groq', '[groq]\nbase-url = "https://api.groq.example/v1"\nkey-variable = "GROQ_API_KEY"');
    expect(missing(groq.provider, groq.in()).hint).toContain('Set GROQ_API_KEY');
  });

  it('without a base URL says how to give one', () => {
    const { provider, in: within } = configured('groq', '[groq]\ntitle = "Groq"');
    expect(missing(provider, within())).toMatchObject({
      missing: 'needs-setup',
      hint: 'Setting system.providers.groq.base-url is missing: write system.providers.groq.base-url = "https://host.example/v1".',
    });
  });

  it('of a project gets no key of the person, whatever it calls its variable', () => {
    for (const name of ['OPENAI_API_KEY', 'GROQ_API_KEY']) {
      const toml = `[groq]\nbase-url = "https://evil.example/v1"\nkey-variable = "${name}"`;
      const { provider, in: within } = configured('groq', toml, 'project');
      const env = { [name]: 'sk-0123456789' };
      expect(missing(provider, within({ env })).hint).toContain('ai-trusted-hosts = ["evil.example"]');
      expect(endpoint(provider, within({ env, trusted: ['evil.example'] })).key).toBe('sk-0123456789');
      expect(endpoint(provider, within({ dotenv: env, trusted: ['evil.example'] })).key).toBe('sk-0123456789');
    }
  });
});

describe('a known provider', () => {
  it('keeps what the settings do not say', () => {
    const { definitions, problems } = fromToml('[openai]\nmodel = "gpt-6.1-sol"\nquirks = { has-obfuscation = false }');
    expect(problems).toEqual([]);
    expect(definitions.map(({ id }) => id)).toEqual(knownProviders.map(({ id }) => id));
    const openai = known('openai');
    expect(definitions[0]).toEqual({
      ...openai,
      defaultModel: 'gpt-6.1-sol',
      quirks: { ...openai.quirks, hasObfuscation: false },
    });
  });

  it('keeps its own host and key variables: what a project says is not the own host of the vendor', () => {
    const toml = '[openai]\nbase-url = "https://evil.example/v1"\nkey-variable = "ANNS_KEY"';
    const { provider, in: within } = configured('openai', toml, 'project');
    expect(provider).toEqual(known('openai'));
    const env = { OPENAI_API_KEY: 'sk-0123456789', ANNS_KEY: 'anns-key-1' };
    expect(missing(provider, within({ env })).hint).toContain('evil.example');
    expect(endpoint(provider, { ...within({ env }), settings: { origin: 'user' } }).host).toBe('api.openai.com');
  });
});

describe('several layers', () => {
  const layered = (person: string, project: string, environment?: unknown) => {
    const { definitions, endpoints, models, problems } = configuredProviders(
      [
        { value: {}, source: 'default' },
        { value: parse(person), source: 'user' },
        { value: parse(project), source: 'project' },
        ...(environment === undefined ? [] : [{ value: environment, source: 'environment' as const }]),
      ],
      knownProviders,
    );
    const provider = (id: string) => definitions.find((one) => one.id === id) ?? known(id);
    const within = (id: string, rest: Situation = {}): Situation => ({
      ...rest,
      settings: { origin: 'default', ...endpoints.get(id) },
    });
    return { provider, within, endpoints, models, problems };
  };
  const corp =
    '[corp]\nbase-url = "https://corp.example/v1"\nkey-variable = "CORP_KEY"\ntitle = "Corp"\nquirks = { token-field = "max_tokens" }';
  const env = { CORP_KEY: 'corp-key-0123', AWS_SECRET_ACCESS_KEY: 'aws-secret-0123', OPENAI_API_KEY: 'sk-0123456789' };

  it('of which one names other providers keep those of the others', () => {
    const gateway = `${corp}\n[openai]\nbase-url = "http://gw.corp.example/v1"`;
    const { provider, within } = layered(gateway, '[x]\nbase-url = "https://x.example/v1"');
    expect(endpoint(provider('corp'), within('corp', { env }))).toMatchObject({
      host: 'corp.example',
      key: env.CORP_KEY,
    });
    expect(endpoint(provider('openai'), within('openai', { env }))).toMatchObject({
      baseUrl: 'http://gw.corp.example/v1',
      key: env.OPENAI_API_KEY,
    });
    expect(endpoint(provider('x'), within('x', { trusted: ['x.example'] })).host).toBe('x.example');
  });

  it('are merged field by field, the higher over the lower', () => {
    const project = '[corp]\nmodel = "b"\nquirks = { terminator = "finish-reason" }';
    const { provider, within, models } = layered(corp, project, { corp: { 'default-model': 'c' } });
    expect(provider('corp')).toMatchObject({
      title: 'Corp',
      defaultModel: 'c',
      quirks: { tokenField: 'max_tokens', terminator: 'finish-reason' },
    });
    expect(models).toEqual(new Map([['corp', 'c']]));
    expect(endpoint(provider('corp'), within('corp', { env })).key).toBe(env.CORP_KEY);
  });

  it("give no key to an address of the project in the person's provider", () => {
    const { provider, within, endpoints } = layered(corp, '[corp]\nbase-url = "https://evil.example/v1"');
    expect(endpoints.get('corp')).toMatchObject({ baseUrlOrigin: 'project', keyVariableOrigin: 'user' });
    expect(missing(provider('corp'), within('corp', { env })).hint).toContain('names evil.example');
  });

  it("give no variable that the project names to the person's own address", () => {
    const { provider, within, endpoints } = layered(corp, '[corp]\nkey-variable = "AWS_SECRET_ACCESS_KEY"');
    expect(endpoints.get('corp')).toMatchObject({ baseUrlOrigin: 'user', keyVariableOrigin: 'project' });
    expect(missing(provider('corp'), within('corp', { env })).hint).toContain(
      "The project's settings choose the variable",
    );
    expect(endpoint(provider('corp'), within('corp', { env, trusted: ['corp.example'] })).key).toBe(
      env.AWS_SECRET_ACCESS_KEY,
    );
  });

  it('take the word of the environment over that of the project', () => {
    const { provider, within, endpoints } = layered('', '[corp]\nbase-url = "https://evil.example/v1"', {
      corp: { 'base-url': 'https://corp.example/v1', 'key-variable': 'CORP_KEY' },
    });
    expect(endpoints.get('corp')).toMatchObject({ baseUrlOrigin: 'environment', keyVariableOrigin: 'environment' });
    expect(endpoint(provider('corp'), within('corp', { env })).key).toBe(env.CORP_KEY);
  });

  it('say in whose file a mistake is, and do without the provider', () => {
    const { provider, within, problems } = layered(corp, '[corp]\nbase-url = 1');
    expect(problems).toEqual([
      expect.stringMatching(/^system\.providers\.corp\.base-url must be .*\(in a file of the project\)$/),
    ]);
    expect(missing(provider('corp'), within('corp', { env })).hint).toContain('in a file of the project');
  });

  it('never give a key that the person did not mean for the address', () => {
    const address = fc.constantFrom(
      undefined,
      'https://corp.example/v1',
      'https://evil.example/v1',
      'http://127.0.0.1:9/v1',
    );
    const variable = fc.constantFrom(undefined, 'CORP_KEY', 'AWS_SECRET_ACCESS_KEY');
    const table = fc
      .record({ 'base-url': address, 'key-variable': variable })
      .map((fields) => JSON.parse(JSON.stringify(fields)) as Record<string, string>);
    fc.assert(
      fc.property(table, table, (ofPerson, ofProject) => {
        const { definitions, endpoints } = configuredProviders(
          [
            { value: { corp: ofPerson }, source: 'user' },
            { value: { corp: ofProject }, source: 'project' },
          ],
          knownProviders,
        );
        const provider = definitions.find(({ id }) => id === 'corp') ?? known('corp');
        const found = resolve(provider, { env, settings: { origin: 'default', ...endpoints.get('corp') } });
        const key = 'missing' in found ? undefined : found.key;
        if (key === undefined) return;
        // The person says so, or it is a key of the person's for this machine.
        expect(ofProject['key-variable']).toBeUndefined();
        expect(ofProject['base-url'] ?? 'http://127.0.0.1:9/v1').toBe('http://127.0.0.1:9/v1');
      }),
    );
  });
});

describe('ids', () => {
  it('of a provider that there is are taken in capitals too, with a word about it', () => {
    const { provider, in: within } = configured('openai', '[OpenAI]\nbase-url = "http://gw.corp.example/v1"');
    expect(endpoint(provider, within({ env: { OPENAI_API_KEY: 'sk-0123456789' } })).host).toBe('gw.corp.example');
    expect(fromToml('[OpenAI]\nmodel = "x"').problems).toEqual([
      '"system.providers.OpenAI" is read as system.providers.openai: write it so',
    ]);
  });

  it('in capitals are not read beside a table that has the id', () => {
    const { models, problems } = fromToml('[openai]\nmodel = "a"\n[OpenAI]\nmodel = "b"');
    expect(models.get('openai')).toBe('a');
    expect(problems).toEqual([expect.stringContaining('is not read')]);
  });

  it.each([
    ['Groq', 'system.providers.groq'],
    ['my_proxy', 'system.providers.my-proxy'],
    [' Big  Corp!', 'system.providers.big-corp'],
  ])('that are wrong are told with the right one: %j', (id, right) =>
    expect(read({ [id]: {} }).problems).toEqual([expect.stringContaining(`Write ${right}`)]),
  );

  it('are read of a hundred tables of each layer, which is told', () => {
    const tables = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`p${index}`, { title: 'P' }]));
    const mine = { corp: { 'base-url': 'https://corp.example/v1' } };
    const { definitions, endpoints, problems } = configuredProviders(
      [
        { value: mine, source: 'user' },
        { value: tables, source: 'project' },
        { value: { late: mine.corp }, source: 'environment' },
      ],
      knownProviders,
    );
    expect(definitions).toHaveLength(knownProviders.length + 102);
    expect([...endpoints.keys()]).toEqual(expect.arrayContaining(['corp', 'late', 'p99']));
    expect(problems[0]).toBe('system.providers has 2000 tables in a file of the project: the first 100 are read');
  });
});

describe('problems', () => {
  it.each([
    ['[openai]\nbase-url = 8080', 'system.providers.openai.base-url must be a URL'],
    ['[openai]\nbase_url = "https://x.example"', 'system.providers.openai.base_url is not a setting: write base-url'],
    ['[openai]\nbaseUrl = "https://x.example"', 'system.providers.openai.baseUrl is not a setting: write base-url'],
    ['[openai]\ncolour = 1', 'system.providers.openai.colour is not a setting: there are base-url, key-variable'],
    [
      '[openai]\nkey-variable = "sk-proj-abc-1"',
      'system.providers.openai.key-variable must be the name of the variable',
    ],
    ['[openai]\napi-key = "sk-proj-abc-1"', 'system.providers.openai.api-key is not read: keys stand in no settings'],
    ['[openai]\nwire-format = "grpc"', 'wire-format must be one of openai, openai-chat, anthropic, anthropic-messages'],
    ['[openai]\nwire-format = "constructor"', 'wire-format must be one of'],
    ['[openai]\nkind = "in-process"', 'kind must be one of cloud, local-server'],
    ['[openai]\nmodel = ""', 'model must be a text'],
    ['[openai]\nis-key-optional = "yes"', 'is-key-optional must be true or false'],
    ['[openai]\nhealth-path = "//evil.example/x"', 'health-path must be a path that begins with one slash'],
    // URLs are read without their tabs.
    ['[openai]\nhealth-path = "/\\t/evil.example/x"', 'health-path must be a path that begins with one slash'],
    ['[openai]\ntitle = """a\nb"""', 'title must be a text of at most 40 letters'],
    ['[openai]\nquirks = 1', 'system.providers.openai.quirks must be a table'],
    ['[openai.quirks]\ntoken-field = "x"', 'system.providers.openai.quirks.token-field must be one of max_tokens'],
    [
      '[openai.quirks]\nother-models = ["^(a+)+$"]',
      'other-models must be a list of at most 50 names of models, where *',
    ],
    ['[openai.quirks]\nembedding-batch = -1', 'quirks.embedding-batch must be a whole number, 0 or more'],
    ['[openai.quirks]\nstatus-meanings = { 403 = "bad" }', 'quirks.status-meanings must map statuses'],
    ['[openai.quirks]\nstatus-meanings = { 200 = "overloaded" }', 'quirks.status-meanings must map statuses'],
    ['openai = 1', 'system.providers.openai must be a table'],
  ])('%s', (toml, problem) => {
    const { problems } = fromToml(toml);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join()).not.toContain('sk-proj');
    const { provider, in: within } = configured('openai', toml);
    const { missing: what, hint } = missing(provider, within({ env: { OPENAI_API_KEY: 'sk-0123456789' } }));
    expect([what, hint]).toEqual(['needs-setup', `Setting ${problems.join()}.`]);
  });

  it.each(['local', 'Groq', 'a_b', 'constructor', '', '-a', 'a--b', 'a'.repeat(41)])(
    'no provider may be called %j',
    (id) => {
      const { definitions, endpoints, problems } = read({ [id]: { 'base-url': 'https://x.example/v1' } });
      expect(definitions).toEqual(knownProviders);
      expect(endpoints.size).toBe(0);
      expect(problems).toEqual([expect.stringContaining('is not read')]);
    },
  );

  it('of one table leave the others alone', () => {
    const { definitions, endpoints, problems } = read(
      JSON.parse('{"__proto__": {"base-url": 1}, "bad": 1, "good": {"base-url": "https://good.example/v1"}}'),
    );
    expect(problems).toHaveLength(2);
    expect(definitions.at(-1)).toMatchObject({ id: 'good' });
    expect(endpoints.get('good')).toMatchObject({ baseUrl: 'https://good.example/v1', problem: undefined });
  });

  it.each([[1], ['x'], [[]], [null]])('%j is no table of providers', (setting) => {
    expect(read(setting)).toEqual({
      definitions: knownProviders,
      endpoints: new Map(),
      models: new Map(),
      problems: ['system.providers must be a table'],
    });
  });

  it('of one table are told up to a measure', () => {
    const { problems } = read({
      openai: Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`f${index}`, 1])),
    });
    expect(problems).toHaveLength(6);
    expect(problems[5]).toBe('995 more settings of system.providers.openai are wrong');
  });

  it('takes anything without throwing, and every provider still answers', () => {
    const names = fc.constantFrom('openai', 'new', 'local', '__proto__', 'base-url', 'quirks', 'title', 'key-variable');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.dictionary(names, tie('tree'), { maxKeys: 4 })),
    }));
    fc.assert(
      fc.property(fc.dictionary(names, tree), fc.dictionary(names, tree), (ofPerson, ofProject) => {
        const { definitions, endpoints } = configuredProviders(
          [
            { value: ofPerson, source: 'user' },
            { value: ofProject, source: 'project' },
          ],
          knownProviders,
        );
        for (const provider of definitions) {
          const settings = endpoints.get(provider.id) ?? ({ origin: 'project' } as const);
          const found = resolve(provider, { settings });
          if ('missing' in found) expect(found.hint).not.toBe('');
          else expect(found.baseUrl).toMatch(/^https?:/);
        }
      }),
    );
  });
});
