import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayStage, type GatewayStage } from '../support/gateway-stage.js';

let stage: GatewayStage;
const chat = { model: 'acme/one', messages: [{ role: 'user', content: 'hello' }], logit_bias: { 5: 1 } };

beforeAll(async () => {
  stage = await gatewayStage();
});

afterAll(() => stage.dispose());

describe('answers over HTTP', () => {
  it('are asked of the upstream with all that the client said, in each format', async () => {
    const ask = async (path: string, json: object) => (await stage.fetch(path, { json })).json();
    expect(await ask('/v1/chat/completions', chat)).toEqual({ asked: chat, format: 'openai-chat' });
    const prompt = { model: 'm', prompt: 'a' };
    expect(await ask('/v1/completions', prompt)).toEqual({ asked: prompt, format: 'openai-completions' });
    const message = { ...chat, max_tokens: 5 };
    expect(await ask('/v1/messages', message)).toEqual({ asked: message, format: 'anthropic-messages' });
    const texts = { model: 'm', input: ['a'] };
    expect(await ask('/v1/embeddings', texts)).toEqual({ asked: texts });
  });

  it('come as events where they are streamed, and are recorded', async () => {
    const response = await stage.fetch('/v1/chat/completions', { json: { ...chat, stream: true } });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-devmgr-provider')).toBe('echo');
    expect(await response.text()).toBe('data: {"n":1}\n\ndata: [DONE]\n\n');
    const id = response.headers.get('x-request-id');
    await expect
      .poll(() => stage.records.find((record) => record.id === id))
      .toMatchObject({
        request: 'POST /v1/chat/completions',
        model: 'acme/one',
        isStream: true,
        status: 200,
        outcome: 'answered',
        sent: undefined,
      });
  });

  it.each([
    [{ messages: chat.messages }, 'model', 'model is missing.'],
    [{ ...chat, model: 5 }, 'model', 'model must be a string.'],
    [{ ...chat, model: 'a\u0007b' }, 'model', 'model has characters that it cannot have.'],
    [{ ...chat, messages: [] }, 'messages', 'messages must not be empty.'],
    [{ ...chat, messages: ['hi'] }, 'messages.0', 'messages.0 must be an object.'],
    [{ ...chat, stream: 'yes' }, 'stream', 'stream must be true or false, or null.'],
    [[], undefined, 'The body must be an object.'],
  ])('are refused with the field that is wrong: %j', async (json, param, message) => {
    const response = await stage.fetch('/v1/chat/completions', { json });
    expect(response.status).toBe(400);
    const error = { message, type: 'invalid_request_error', param: param ?? null, code: null };
    expect(await response.json()).toEqual({ error });
  });

  it.each([
    ['{"model": "a", ', 400, /no JSON/, 'application/json'],
    ['', 400, /empty/, 'application/json'],
    [
      `{"model":"a","messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      400,
      /nested too deeply/,
      'application/json',
    ],
    [Buffer.from('\ufeff{"model": "a"}', 'utf16le'), 400, /UTF-16/, 'application/json'],
    [gzipSync('{"model": "a"}'), 400, /compressed \(gzip\)/, 'application/json'],
    [Buffer.from([0x22, 0xff, 0x22]), 400, /not UTF-8/, 'application/json'],
    ['\ufeff{"model": "a"}', 400, /messages is missing/, 'application/json'],
    ['model=a', 415, /Content-Type: application\/json/, 'application/x-www-form-urlencoded'],
    [`{"model": "${'a'.repeat(1024 * 1024)}"}`, 413, /./, 'application/json'],
  ])('are refused where the body cannot be read: %.20s', async (body, status, message, type) => {
    const init = { method: 'POST', body, headers: { 'content-type': type } };
    const response = await stage.fetch('/v1/messages', init);
    expect(response.status).toBe(status);
    const said = (await response.json()) as { type: string; error: { message: string }; request_id: string };
    expect(said.type).toBe('error');
    expect(said.error.message).toMatch(message);
    expect(said.request_id).toBe(response.headers.get('request-id'));
  });
});
