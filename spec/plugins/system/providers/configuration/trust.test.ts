import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpoint, known, missing, resolve, type Situation } from './surroundings.js';

const KEY = 'sk-proj-0123456789abcdef';
const PROJECTS_KEY = 'sk-proj-of-the-project-42';
const env = { OPENAI_API_KEY: KEY, OPENAI_ORG_ID: 'org-1' };
const evil = { OPENAI_BASE_URL: 'https://evil.example/v1' };

describe('a key of the environment', () => {
  it('is not sent to a host that the .env of the project names', () => {
    expect(missing('openai', { env, dotenv: evil, trusted: ['gpu.example'] })).toEqual({
      missing: 'needs-setup',
      hint:
        "OPENAI_API_KEY of your environment is not sent to evil.example. OPENAI_BASE_URL in the project's .env names evil.example; " +
        'if you trust it, add to ~/.devmgr/config.toml: [system] ai-trusted-hosts = ["gpu.example", "evil.example"]',
      baseUrl: 'https://evil.example/v1',
    });
  });

  it('may be allowed in the file of the person, wherever DEVMGR_HOME puts it', () =>
    expect(missing('openai', { env, dotenv: evil, configFile: '/srv/home/config.toml' }).hint).toContain(
      'add to /srv/home/config.toml: [system] ',
    ));

  it('is not sent to a host that the settings of the project name', () => {
    const settings = { baseUrl: 'https://evil.example/v1', origin: 'project' } as const;
    const { hint } = missing('openai', { env, settings });
    expect(hint).toContain("The project's setting system.providers.openai.base-url names evil.example");
  });

  it.each([
    'http://api.openai.com/v1',
    'https://api.openai.com.evil.example/v1',
    'https://api.openai.com@evil.example/v1',
    'https://evilapi.openai.com/v1',
    'https://evil.example/api.openai.com',
    'https://localhost.evil.example/v1',
    'http://192.168.1.1/v1',
  ])('is not sent to %s', (url) => {
    expect(missing('openai', { env, dotenv: { OPENAI_BASE_URL: url } }).missing).toBe('needs-setup');
  });

  it.each([
    ['openai', 'OPENAI_BASE_URL', 'https://api.openai.com/v1/'],
    ['openai', 'OPENAI_BASE_URL', 'https://eu.api.openai.com/v1'],
    ['openai', 'OPENAI_BASE_URL', 'http://127.0.0.1:4000/v1'],
    ['openai', 'OPENAI_BASE_URL', 'http://localhost:4000/v1'],
    ['together', 'TOGETHER_BASE_URL', 'https://api.together.xyz/v1'],
    ['anthropic', 'ANTHROPIC_BASE_URL', 'https://api.anthropic.com'],
  ])('of %s is sent where the project says %s=%s', (id, variable, url) => {
    const keys = { OPENAI_API_KEY: KEY, TOGETHER_API_KEY: KEY, ANTHROPIC_API_KEY: KEY };
    expect(endpoint(id, { env: keys, dotenv: { [variable]: url } }).key).toBe(KEY);
  });

  it.each([['evil.example'], [' EVIL.example '], ['evil.example:8443']])('is sent to a trusted host: %s', (host) => {
    const dotenv = { OPENAI_BASE_URL: 'https://evil.example:8443/v1' };
    expect(endpoint('openai', { env, dotenv, trusted: [host] })).toMatchObject({
      key: KEY,
      headers: { 'OpenAI-Organization': 'org-1' },
    });
  });

  it('is not sent to another port, nor to what is below a trusted host', () => {
    const at = (url: string, trusted: string[]) =>
      resolve('openai', { env, dotenv: { OPENAI_BASE_URL: url }, trusted });
    expect(at('https://evil.example:1/v1', ['evil.example:8443'])).toMatchObject({ missing: 'needs-setup' });
    expect(at('https://a.evil.example/v1', ['evil.example'])).toMatchObject({ missing: 'needs-setup' });
  });

  it('goes where the person says', () => {
    const own = { ...env, ...evil };
    expect(endpoint('openai', { env: own }).key).toBe(KEY);
    for (const origin of ['user', 'environment'] as const) {
      expect(endpoint('openai', { env, settings: { baseUrl: evil.OPENAI_BASE_URL, origin } }).key).toBe(KEY);
    }
  });
});

describe('a host that only the project names', () => {
  const keyless = { id: 'corp', title: 'corp', kind: 'cloud', wireFormat: 'openai-chat' } as const;
  const settings = { baseUrl: 'https://evil.example/v1', origin: 'project' } as const;

  it('is asked nothing, though it needs no key: what is sent is code', () => {
    expect(missing(keyless, { settings })).toEqual({
      missing: 'needs-setup',
      hint:
        "Nothing is sent to evil.example. The project's setting system.providers.corp.base-url names evil.example; " +
        'if you trust it, add to ~/.devmgr/config.toml: [system] ai-trusted-hosts = ["evil.example"]',
      baseUrl: 'https://evil.example/v1',
    });
    expect(missing('ollama', { dotenv: { OLLAMA_HOST: 'gpu-box' } }).hint).toContain('Nothing is sent to gpu-box');
  });

  it('is asked nothing with a key of the project either', () => {
    const dotenv = { ...evil, OPENAI_API_KEY: PROJECTS_KEY };
    expect(missing('openai', { dotenv }).hint).toContain('Nothing is sent to evil.example');
    expect(endpoint('openai', { dotenv, trusted: ['evil.example'] })).toMatchObject({
      key: PROJECTS_KEY,
      warnings: [],
    });
  });

  it('is asked once the person trusts it, and always on this machine', () => {
    expect(endpoint(keyless, { settings, trusted: ['evil.example'] }).host).toBe('evil.example');
    const here = { ...settings, baseUrl: 'http://localhost:8000/v1' };
    expect(endpoint(keyless, { settings: here }).host).toBeUndefined();
  });

  it('is asked where the person names it', () => {
    expect(endpoint(keyless, { settings: { ...settings, origin: 'user' } }).host).toBe('evil.example');
  });
});

describe('a variable that only the project calls a key', () => {
  const settings = { keyVariable: 'AWS_SECRET_ACCESS_KEY', origin: 'project' } as const;

  it('is not read from the environment, not even for the own host of the provider', () => {
    const { hint } = missing('openai', { env: { ...env, AWS_SECRET_ACCESS_KEY: 'aws-secret-1' }, settings });
    expect(hint).toContain('AWS_SECRET_ACCESS_KEY of your environment is not sent to api.openai.com');
    expect(hint).toContain("The project's settings choose the variable");
    expect(hint).toContain('ai-trusted-hosts = ["api.openai.com"]');
  });

  it.each(['http://127.0.0.1:8000/v1', 'http://localhost:8000/v1', 'http://[::1]:8000/v1'])(
    'is not read for a server at %s, which may be the own one of the project',
    (baseUrl) => {
      const named = { ...settings, baseUrl };
      const aws = { AWS_SECRET_ACCESS_KEY: 'aws-secret-1' };
      expect(missing('openai', { env: aws, settings: named }).hint).toContain('AWS_SECRET_ACCESS_KEY of your environ');
      expect(endpoint('ollama', { env: aws, settings: named }).key).toBeUndefined();
      const trusted = [new URL(baseUrl).hostname];
      expect(endpoint('openai', { env: aws, settings: named, trusted }).key).toBe('aws-secret-1');
    },
  );

  it('is read from the .env of the project', () => {
    const dotenv = { AWS_SECRET_ACCESS_KEY: 'aws-secret-2' };
    expect(endpoint('openai', { dotenv, settings }).key).toBe('aws-secret-2');
  });

  it('may be the one that the provider has anyway', () => {
    expect(endpoint('openai', { env, settings: { keyVariable: 'OPENAI_API_KEY', origin: 'project' } }).key).toBe(KEY);
  });
});

it('a server that needs no key is asked without the one that may not go there', () => {
  const found = endpoint('ollama', {
    env: { AWS_SECRET_ACCESS_KEY: KEY },
    settings: { keyVariable: 'AWS_SECRET_ACCESS_KEY', baseUrl: 'http://127.0.0.1:9/v1', origin: 'project' },
  });
  expect(found).toMatchObject({ key: undefined, headers: {} });
  expect(found.warnings).toEqual([expect.stringContaining('AWS_SECRET_ACCESS_KEY of your environment is not sent')]);
});

it('whatever the project says, nothing of the environment gets to a host that is not its own or trusted', () => {
  const host = fc.constantFrom('evil.example', 'api.openai.com.evil.example', '10.0.0.1', 'gpu-box', '[2001:db8::1]');
  const url = fc.tuple(fc.constantFrom('http', 'https'), host, fc.constantFrom('', '/', '/v1', ':81/v1'));
  const text = url.map(([scheme, name, path]) => `${scheme}://${name}${path}`);
  const situation = fc.record({
    dotenvUrl: fc.option(text, { nil: undefined }),
    settingsUrl: fc.option(text, { nil: undefined }),
    keyVariable: fc.constantFrom(undefined, 'OPENAI_API_KEY', 'SECRET_OF_ANN', 'OPENAI_ORG_ID'),
    dotenvKey: fc.boolean(),
    id: fc.constantFrom('openai', 'together', 'vllm', 'ollama', 'anthropic', 'anyscale'),
  });
  const mine = {
    OPENAI_API_KEY: KEY,
    TOGETHER_API_KEY: KEY,
    VLLM_API_KEY: KEY,
    OLLAMA_API_KEY: KEY,
    ANTHROPIC_API_KEY: KEY,
  };
  fc.assert(
    fc.property(situation, ({ dotenvUrl, settingsUrl, keyVariable, dotenvKey, id }) => {
      fc.pre(dotenvUrl !== undefined || settingsUrl !== undefined);
      const { baseUrlVariables = [], keyVariables = [] } = known(id);
      const dotenv: Record<string, string> = {};
      if (dotenvUrl !== undefined) for (const name of baseUrlVariables) dotenv[name] = dotenvUrl;
      if (dotenvKey) for (const name of keyVariables) dotenv[name] = PROJECTS_KEY;
      const all: Situation = {
        env: { ...mine, ...env, SECRET_OF_ANN: 'secret-of-ann-1' },
        dotenv,
        settings: { baseUrl: settingsUrl, keyVariable, origin: 'project' },
      };
      const found = resolve(id, all);
      const isDefault = 'host' in found && found.host === new URL(known(id).baseUrl ?? 'http://none').hostname;
      const isHere = 'host' in found && found.host === undefined;
      if (!isDefault && !isHere) {
        const whole = JSON.stringify(found);
        for (const secret of [KEY, 'secret-of-ann-1', 'org-1']) expect(whole).not.toContain(secret);
      }
    }),
  );
});
