import { describe, expect, it, vi } from 'vitest';
import { endpointSource } from '../../../../../plugins/system/providers/configuration/resolve-endpoint.js';
import type { KnownProvider } from '../../../../../plugins/system/providers/definitions/known-provider.js';
import { endpoint, known, missing, resolve, surroundingsOf } from './surroundings.js';

const KEY = 'sk-proj-0123456789abcdef';
const PROJECTS_KEY = 'sk-proj-of-the-project-42';

describe('an endpoint', () => {
  it('is the default address with the key of the environment', () => {
    expect(resolve('openai', { env: { OPENAI_API_KEY: KEY } })).toEqual({
      baseUrl: 'https://api.openai.com/v1',
      otherBaseUrls: [],
      key: KEY,
      keyVariable: 'OPENAI_API_KEY',
      host: 'api.openai.com',
      headers: {},
      warnings: [],
    });
  });

  it.each([
    ['openai', 'OPENAI_BASE_URL', 'OPENAI_API_KEY', 'https://proxy.example/v1', 'https://proxy.example/v1'],
    ['openai', 'OPENAI_BASE_URL', 'OPENAI_API_KEY', 'https://proxy.example/v1//', 'https://proxy.example/v1'],
    ['openai', 'OPENAI_BASE_URL', 'OPENAI_API_KEY', ' "https://proxy.example/" ', 'https://proxy.example'],
    ['openai', 'OPENAI_BASE_URL', 'OPENAI_API_KEY', 'https://x.example./v1#a', 'https://x.example/v1'],
    ['openai', 'OPENAI_BASE_URL', 'OPENAI_API_KEY', 'https://x.example/v1/?a=1', 'https://x.example/v1?a=1'],
    ['anthropic', 'ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY', 'https://proxy.example', 'https://proxy.example/v1'],
    ['anthropic', 'ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY', 'https://proxy.example/v1/', 'https://proxy.example/v1'],
    ['anthropic', 'ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY', 'https://x.example/a/', 'https://x.example/a/v1'],
    ['together', 'TOGETHER_BASE_URL', 'TOGETHER_API_KEY', 'https://api.together.xyz/v1', 'https://api.together.xyz/v1'],
    ['anyscale', 'ANYSCALE_BASE_URL', 'ANYSCALE_API_KEY', 'https://llm.example', 'https://llm.example/v1'],
    ['anyscale', 'ANYSCALE_BASE_URL', 'ANYSCALE_API_KEY', 'https://llm.example/x/v1', 'https://llm.example/x/v1'],
    ['ollama', 'OLLAMA_HOST', 'OLLAMA_API_KEY', 'gpu.example:1', 'http://gpu.example:1/v1'],
  ])('of %s goes where %s says: %s, %s', (id, variable, keyVariable, value, baseUrl) => {
    const found = endpoint(id, { env: { [variable]: value, [keyVariable]: KEY } });
    expect(found).toMatchObject({ baseUrl, key: KEY });
  });

  it('takes settings before the environment, the environment before .env, and .env before the default', () => {
    const url = (name: string) => `https://${name}.example/v1`;
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: url('env') };
    const dotenv = { OPENAI_API_KEY: PROJECTS_KEY, OPENAI_BASE_URL: url('dotenv') };
    const settings = { baseUrl: url('settings'), origin: 'user' } as const;
    expect(endpoint('openai', { env, dotenv, settings })).toMatchObject({ baseUrl: url('settings'), key: KEY });
    expect(endpoint('openai', { env, dotenv })).toMatchObject({ baseUrl: url('env'), key: KEY });
    const trusted = ['dotenv.example'];
    expect(endpoint('openai', { dotenv, trusted })).toMatchObject({ baseUrl: url('dotenv'), key: PROJECTS_KEY });
  });

  it('follows .env and settings', () => {
    const dotenv: Record<string, string> = {};
    const source = endpointSource(known('openai'), surroundingsOf({ dotenv }));
    expect(source()).toMatchObject({ missing: 'needs-key' });
    dotenv['OPENAI_API_KEY'] = PROJECTS_KEY;
    expect(source()).toMatchObject({ key: PROJECTS_KEY });
  });

  it('reads the key from the variable that the settings name, and from no other', () => {
    const env = { OPENAI_API_KEY: KEY, SHOP_KEY: 'shop-key-1' };
    const settings = { keyVariable: 'SHOP_KEY', origin: 'user' } as const;
    expect(endpoint('openai', { env, settings })).toMatchObject({ key: 'shop-key-1', keyVariable: 'SHOP_KEY' });
    expect(missing('openai', { env: { OPENAI_API_KEY: KEY }, settings }).hint).toContain('SHOP_KEY');
  });

  it('sends the API key of Anthropic when there is a token too, and the token when there is only that', () => {
    const token = { ANTHROPIC_AUTH_TOKEN: 'token-1' };
    expect(endpoint('anthropic', { env: { ...token, ANTHROPIC_API_KEY: KEY } })).toMatchObject({
      key: KEY,
      keyVariable: 'ANTHROPIC_API_KEY',
      headers: {},
    });
    expect(endpoint('anthropic', { env: token })).toMatchObject({
      key: 'token-1',
      keyVariable: 'ANTHROPIC_AUTH_TOKEN',
    });
  });

  it('has the headers of organisation and project', () => {
    const env = { OPENAI_API_KEY: KEY, OPENAI_ORG_ID: ' org-1 ', OPENAI_PROJECT_ID: 'proj-ä' };
    const dotenv = { OPENAI_PROJECT_ID: 'proj_2' };
    expect(endpoint('openai', { env, dotenv }).headers).toEqual({ 'OpenAI-Organization': 'org-1' });
    expect(endpoint('openai', { env: { OPENAI_API_KEY: KEY }, dotenv }).headers).toEqual({
      'OpenAI-Project': 'proj_2',
    });
  });

  it.each([` ${KEY}\n`, `"${KEY}"`, `'${KEY}'`, `" ${KEY} "\r\n`])('trims a key: %j', (value) => {
    expect(endpoint('openai', { env: { OPENAI_API_KEY: value } }).key).toBe(KEY);
  });

  it('passes a placeholder over for a real key in .env', () => {
    const situation = { env: { OPENAI_API_KEY: 'changeme' }, dotenv: { OPENAI_API_KEY: PROJECTS_KEY } };
    expect(endpoint('openai', situation).key).toBe(PROJECTS_KEY);
  });

  it('looks at no property of the prototype', () => {
    const provider: KnownProvider = { ...known('openai'), keyVariables: ['constructor', '__proto__'] };
    expect(missing(provider)).toMatchObject({ missing: 'needs-key' });
  });

  it('tells the key to who masks secrets', () => {
    const addSecret = vi.fn();
    endpoint('openai', { env: { OPENAI_API_KEY: KEY }, addSecret });
    expect(addSecret.mock.calls).toEqual([[KEY]]);
  });
});

describe('user and password in a URL', () => {
  const url = 'https://ann:p%40ss@proxy.example/v1';

  it('are not shown, and sent as a header where there is no key', () => {
    const addSecret = vi.fn();
    const found = endpoint('ollama', { env: { OLLAMA_HOST: url }, addSecret });
    const basic = Buffer.from('ann:p@ss').toString('base64');
    expect(found).toMatchObject({
      baseUrl: 'https://proxy.example/v1',
      host: 'proxy.example',
      headers: { authorization: `Basic ${basic}` },
      warnings: [],
    });
    expect(addSecret.mock.calls.flat()).toEqual(['p@ss', basic]);
  });

  it('give way to a key', () => {
    const found = endpoint('openai', { env: { OPENAI_BASE_URL: url, OPENAI_API_KEY: KEY } });
    expect(found).toMatchObject({ baseUrl: 'https://proxy.example/v1', headers: {} });
    expect(found.warnings).toEqual(['User and password of OPENAI_BASE_URL are not used: OPENAI_API_KEY is sent']);
  });

  it('are in no hint', () => {
    const { baseUrl, hint } = missing('openai', { env: { OPENAI_BASE_URL: url } });
    expect(baseUrl).toBe('https://proxy.example/v1');
    expect(hint).not.toContain('ann');
  });
});

describe('without a usable key', () => {
  it('the variable is named', () => {
    expect(missing('openai')).toEqual({
      missing: 'needs-key',
      hint: "Set OPENAI_API_KEY in your environment or in the project's .env.",
      baseUrl: 'https://api.openai.com/v1',
    });
  });

  it('a placeholder is called one', () => {
    expect(missing('openai', { env: { OPENAI_API_KEY: 'sk-...' } }).hint).toBe(
      'OPENAI_API_KEY is a placeholder. Put the key there.',
    );
    expect(missing('together', { dotenv: { TOGETHER_API_KEY: 'your-api-key' } }).hint).toBe(
      "TOGETHER_API_KEY in the project's .env is a placeholder. Put the key there.",
    );
  });

  it('a value that no header can carry is not repeated', () => {
    const { hint } = missing('openai', { env: { OPENAI_API_KEY: `${KEY} ${KEY}` } });
    expect(hint).toContain('OPENAI_API_KEY holds more than a key');
    expect(hint).not.toContain(KEY);
  });

  it('a local server is asked all the same, and a bad key is a warning', () => {
    expect(endpoint('vllm')).toMatchObject({ key: undefined, keyVariable: 'VLLM_API_KEY', warnings: [] });
    expect(endpoint('vllm', { env: { VLLM_API_KEY: 'changeme' } })).toMatchObject({
      key: undefined,
      warnings: ['VLLM_API_KEY is a placeholder'],
    });
  });
});

describe('an address that is none', () => {
  it.each([
    ['localhost:8000/v1', 'OPENAI_BASE_URL must begin with https:// or http://.'],
    ['ftp://x.example', 'OPENAI_BASE_URL must begin with https:// or http://.'],
    ['https:x.example', 'OPENAI_BASE_URL must begin with https:// or http://.'],
    ['https://', 'OPENAI_BASE_URL is not a valid URL.'],
    ['https://x.example:99999', 'OPENAI_BASE_URL is not a valid URL.'],
    ['http://user:secret@', 'OPENAI_BASE_URL is not a valid URL.'],
  ])('%s', (value, hint) => {
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: value };
    expect(missing('openai', { env })).toEqual({ missing: 'needs-setup', hint, baseUrl: undefined });
  });

  it('is told with the place where it stands', () => {
    const dotenv = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: 'x.example' };
    expect(missing('openai', { dotenv }).hint).toMatch(/^OPENAI_BASE_URL in the project's \.env must begin/);
    const settings = { baseUrl: 'x.example', origin: 'user' } as const;
    expect(missing('openai', { settings }).hint).toMatch(/^The setting system\.providers\.openai\.base-url must begin/);
  });

  it('may come from the definition of a plugin', () => {
    const provider: KnownProvider = {
      id: 'mine',
      title: 'Mine',
      kind: 'local-server',
      wireFormat: 'openai-chat',
      baseUrl: 'mine.example',
      otherBaseUrls: ['nothing', 'http://127.0.0.1:9'],
      baseUrlVariables: ['MINE_URL'],
    };
    expect(missing(provider).hint).toBe('The base URL of the definition of mine must begin with https:// or http://.');
    const named = { dotenv: { MINE_URL: 'https://x.example/v1' }, trusted: ['x.example'] };
    expect(endpoint(provider, named).baseUrl).toBe('https://x.example/v1');
    expect(endpoint({ ...provider, baseUrl: 'http://127.0.0.1:8' })).toMatchObject({
      baseUrl: 'http://127.0.0.1:8/v1',
      otherBaseUrls: ['http://127.0.0.1:9/v1'],
    });
  });

  it('is none when the settings have a problem', () => {
    const settings = { problem: 'Setting x is wrong.', origin: 'user' } as const;
    expect(missing('openai', { env: { OPENAI_API_KEY: KEY }, settings })).toMatchObject({
      missing: 'needs-setup',
      hint: 'Setting x is wrong.',
    });
  });
});

describe('Anyscale', () => {
  it('needs an address', () => {
    const { missing: what, hint } = missing('anyscale', { env: { ANYSCALE_API_KEY: 'esecret_1' } });
    expect(what).toBe('needs-setup');
    expect(hint).toContain('ANYSCALE_BASE_URL');
    expect(hint).toContain('2024-08-01');
  });

  it.each([
    ['anyscale', 'ANYSCALE_BASE_URL', 'https://api.endpoints.anyscale.com/v1'],
    ['anyscale', 'ANYSCALE_BASE_URL', 'https://API.endpoints.anyscale.com.'],
    ['openai', 'OPENAI_BASE_URL', 'https://api.endpoints.anyscale.com/v1'],
  ])('%s: the public host is refused, %s=%s', (id, variable, value) => {
    const env = { [variable]: value, ANYSCALE_API_KEY: 'esecret_1', OPENAI_API_KEY: KEY };
    const { missing: what, hint } = missing(id, { env });
    expect(what).toBe('needs-setup');
    expect(hint).toContain('ended on 2024-08-01');
    expect(hint).toContain(`${variable} must name another address`);
  });
});

describe('plain http', () => {
  it.each([
    [
      'http://llm.example/v1',
      ['Requests and OPENAI_API_KEY go unencrypted over the internet to llm.example: use https'],
    ],
    [
      'http://10.0.0.5:8000/v1',
      ['Requests and OPENAI_API_KEY go over plain http to 10.0.0.5:8000: others in that network can read them'],
    ],
    ['http://127.0.0.1:8000/v1', []],
    ['http://localhost/v1', []],
    ['https://llm.example/v1', []],
  ])('%s warns: %j', (value, warnings) => {
    const env = { OPENAI_BASE_URL: value, OPENAI_API_KEY: KEY };
    expect(endpoint('openai', { env }).warnings).toEqual(warnings);
  });

  it('without a key warns of the requests', () => {
    expect(endpoint('ollama', { env: { OLLAMA_HOST: 'gpu-box' } }).warnings).toEqual([
      'Requests go over plain http to gpu-box:11434: others in that network can read them',
    ]);
  });
});

it.each([
  ['http://127.0.0.1:1/v1', undefined],
  ['http://0.0.0.0:1/v1', undefined],
  ['http://[::]:1/v1', undefined],
  ['http://gpu-box/v1', 'gpu-box'],
  ['https://api.openai.com/v1', 'api.openai.com'],
])('the host of %s is %s', (value, host) => {
  expect(endpoint('openai', { env: { OPENAI_BASE_URL: value, OPENAI_API_KEY: KEY } }).host).toBe(host);
});
