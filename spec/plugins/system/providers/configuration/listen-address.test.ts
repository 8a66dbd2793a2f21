import { describe, expect, it } from 'vitest';
import { endpoint, missing } from './surroundings.js';

describe('OLLAMA_HOST', () => {
  it.each([
    ['127.0.0.1:9999', 'http://127.0.0.1:9999/v1'],
    ['0.0.0.0', 'http://127.0.0.1:11434/v1'],
    ['0.0.0.0:1234', 'http://127.0.0.1:1234/v1'],
    [':1234', 'http://127.0.0.1:1234/v1'],
    ['::', 'http://[::1]:11434/v1'],
    ['[::]:77', 'http://[::1]:77/v1'],
    ['::1', 'http://[::1]:11434/v1'],
    ['[fd00::5]', 'http://[fd00::5]:11434/v1'],
    ['gpu-box', 'http://gpu-box:11434/v1'],
    ['gpu-box:80', 'http://gpu-box/v1'],
    ['gpu-box/', 'http://gpu-box:11434/v1'],
    ['gpu-box/ollama', 'http://gpu-box:11434/ollama'],
    ['http://gpu-box:5/', 'http://gpu-box:5/v1'],
    ['http://gpu-box:5/v1', 'http://gpu-box:5/v1'],
    ['https://ollama.example', 'https://ollama.example/v1'],
    [' "127.0.0.1:5" ', 'http://127.0.0.1:5/v1'],
  ])('%s is %s', (value, baseUrl) => {
    expect(endpoint('ollama', { env: { OLLAMA_HOST: value } })).toMatchObject({ baseUrl, otherBaseUrls: [] });
  });

  it.each([
    ['gpu-box:abc', 'OLLAMA_HOST has no valid port.'],
    ['gpu-box:', 'OLLAMA_HOST has no valid port.'],
    [':70000', 'OLLAMA_HOST has no valid port.'],
    ['a b', 'OLLAMA_HOST is not a valid URL.'],
    ['tcp://gpu-box:1', 'OLLAMA_HOST must begin with https:// or http://.'],
  ])('%s: %s', (value, hint) => {
    expect(missing('ollama', { env: { OLLAMA_HOST: value } })).toMatchObject({ missing: 'needs-setup', hint });
  });
});

describe('llama-server', () => {
  it('is looked for on its ports of today and of before', () => {
    expect(endpoint('llama-server')).toMatchObject({
      baseUrl: 'http://127.0.0.1:9931/v1',
      otherBaseUrls: ['http://127.0.0.1:8080/v1'],
    });
  });

  it.each([
    [{ LLAMA_ARG_PORT: '5000' }, 'http://127.0.0.1:5000/v1', []],
    [{ LLAMA_ARG_HOST: '0.0.0.0', LLAMA_ARG_PORT: '5000' }, 'http://127.0.0.1:5000/v1', []],
    [{ LLAMA_ARG_HOST: '0.0.0.0' }, 'http://127.0.0.1:9931/v1', ['http://127.0.0.1:8080/v1']],
    [{ LLAMA_ARG_HOST: 'gpu-box' }, 'http://gpu-box:9931/v1', ['http://gpu-box:8080/v1']],
    [{ LLAMA_ARG_HOST: 'gpu-box:7' }, 'http://gpu-box:7/v1', []],
  ])('%j: %s, then %j', (env, baseUrl, otherBaseUrls) => {
    expect(endpoint('llama-server', { env })).toMatchObject({ baseUrl, otherBaseUrls });
    const trusted = ['gpu-box'];
    expect(endpoint('llama-server', { dotenv: env, trusted })).toMatchObject({ baseUrl, otherBaseUrls });
  });

  it.each([
    [{ LLAMA_ARG_PORT: '0' }, 'LLAMA_ARG_PORT is not a port.'],
    [{ LLAMA_ARG_PORT: 'x', LLAMA_ARG_HOST: 'y' }, 'LLAMA_ARG_PORT is not a port.'],
    [{ LLAMA_ARG_HOST: '/run/llama.sock' }, 'LLAMA_ARG_HOST is a Unix socket, which devmgr cannot ask.'],
  ])('%j: %s', (env, hint) => {
    expect(missing('llama-server', { env })).toMatchObject({ missing: 'needs-setup', hint });
  });

  it('takes a host of the .env with a port of the environment for one that the project chose', () => {
    const env = { LLAMA_API_KEY: 'llama-key-1', LLAMA_ARG_PORT: '80' };
    const found = missing('llama-server', { env, dotenv: { LLAMA_ARG_HOST: 'evil.example' } });
    expect(found).toMatchObject({ missing: 'needs-setup', baseUrl: 'http://evil.example/v1' });
    expect(found.hint).toContain("LLAMA_ARG_HOST in the project's .env names evil.example");
  });

  it('is where the settings say, and nowhere else', () => {
    const settings = { baseUrl: 'http://127.0.0.1:1', origin: 'user' } as const;
    expect(endpoint('llama-server', { env: { LLAMA_ARG_PORT: '5000' }, settings })).toMatchObject({
      baseUrl: 'http://127.0.0.1:1/v1',
      otherBaseUrls: [],
    });
  });
});
