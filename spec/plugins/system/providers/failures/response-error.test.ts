import type { AiError, AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureContext } from '../../../../../plugins/system/providers/failures/failure-context.js';
import { responseError } from '../../../../../plugins/system/providers/failures/response-error.js';
import { readError } from '../../../../../plugins/system/providers/wire/read-error.js';
import { failureContext } from './support/failure-context.js';

const openai = failureContext('openai');

interface Answer {
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

function errorOf(context: FailureContext, status: number, { body = '', headers = {} }: Answer = {}): AiError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return responseError(context, { status, header: (name) => headers[name.toLowerCase()] }, readError(text));
}

function openAiError(message: string, code?: string, type = 'invalid_request_error'): Answer {
  return { body: { error: { message, type, param: null, code: code ?? null } } };
}

function anthropicError(type: string, message: string): Answer {
  return { body: { type: 'error', error: { type, message } } };
}

describe('what a response means', () => {
  it.each<[string, string, number, Answer, AiFailureKind]>([
    ['a wrong key', 'openai', 401, openAiError('Incorrect API key', 'invalid_api_key'), 'unauthorised'],
    ['no access', 'openai', 403, openAiError('Country not supported', 'unsupported_country'), 'forbidden'],
    ['no access to a model', 'openai', 403, openAiError('no access', 'model_not_found'), 'not-found'],
    ['no model', 'openai', 404, openAiError('The model x does not exist', 'model_not_found'), 'not-found'],
    ['no model (Anthropic)', 'anthropic', 404, anthropicError('not_found_error', 'model: x'), 'not-found'],
    ['too many requests', 'openai', 429, openAiError('Rate limit', 'rate_limit_exceeded', 'requests'), 'rate-limited'],
    ['429 without a body', 'openai', 429, {}, 'rate-limited'],
    [
      'the quota',
      'openai',
      429,
      openAiError('You exceeded your current quota', 'insufficient_quota'),
      'quota-exhausted',
    ],
    ['the credit', 'openai', 429, openAiError('No credit', 'credit_balance_exhausted'), 'quota-exhausted'],
    ['the hard limit', 'openai', 400, openAiError('Limit', 'billing_hard_limit_reached'), 'quota-exhausted'],
    ['402', 'together', 402, {}, 'quota-exhausted'],
    ['402 (Anthropic)', 'anthropic', 402, anthropicError('billing_error', 'Pay'), 'quota-exhausted'],
    [
      'an empty account (Anthropic)',
      'anthropic',
      400,
      anthropicError('invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
      'quota-exhausted',
    ],
    [
      'a spend limit (Anthropic)',
      'anthropic',
      400,
      anthropicError('invalid_request_error', 'You have reached your specified API usage limits.'),
      'quota-exhausted',
    ],
    [
      'a long prompt',
      'openai',
      400,
      openAiError("This model's maximum context length is 128000 tokens.", 'context_length_exceeded'),
      'context-too-long',
    ],
    [
      'a long prompt (Anthropic)',
      'anthropic',
      400,
      anthropicError('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
      'context-too-long',
    ],
    [
      'a long prompt (Anthropic, with max_tokens)',
      'anthropic',
      400,
      anthropicError('invalid_request_error', 'input length and `max_tokens` exceed context limit: 1 + 2 > 3'),
      'context-too-long',
    ],
    ['a long prompt (Together)', 'together', 403, openAiError('bad'), 'context-too-long'],
    [
      'a long prompt (llama.cpp)',
      'llama-server',
      400,
      { body: { error: { code: 400, message: 'too big', type: 'exceed_context_size_error' } } },
      'context-too-long',
    ],
    [
      'a long prompt (vLLM)',
      'vllm',
      400,
      { body: { message: "This model's maximum context length is 4096 tokens.", type: 'BadRequestError', code: 400 } },
      'context-too-long',
    ],
    [
      'a large body',
      'anthropic',
      413,
      anthropicError('request_too_large', 'Request exceeds the maximum size'),
      'refused-request',
    ],
    [
      'a parameter',
      'openai',
      400,
      openAiError("Unsupported parameter: 'x'", 'unsupported_parameter'),
      'refused-request',
    ],
    ['422', 'openai', 422, {}, 'refused-request'],
    ['405', 'openai', 405, {}, 'refused-request'],
    ['408', 'openai', 408, {}, 'timeout'],
    ['504', 'together', 504, {}, 'timeout'],
    ['500', 'openai', 500, openAiError('Oops', undefined, 'server_error'), 'server-error'],
    ['502 of a proxy', 'openai', 502, { body: '<html><title>502 Bad Gateway</title>' }, 'server-error'],
    ['503', 'together', 503, {}, 'overloaded'],
    [
      'a model that loads',
      'llama-server',
      503,
      { body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } } },
      'overloaded',
    ],
    ['529', 'anthropic', 529, anthropicError('overloaded_error', 'Overloaded'), 'overloaded'],
    ['a redirect to nowhere', 'openai', 302, {}, 'needs-setup'],
  ])('%s', (_, provider, status, answer, kind) => {
    const { failure, message, hint } = errorOf(failureContext(provider), status, answer);
    expect(failure).toMatchObject({ kind, providerId: provider, modelId: 'gpt-6-luna', status });
    expect(message).toMatch(/^(OpenAI|Anthropic|Together AI|Together|llama\.cpp|vLLM) .*\(gpt-6-luna\)/);
    expect(hint).toMatch(/\w/);
  });
});

describe('what a person reads', () => {
  it('of a key: which variable', () => {
    const error = errorOf(
      openai,
      401,
      openAiError('Incorrect API key provided: sk-test-0123456789.', 'invalid_api_key'),
    );
    expect(error.message).toBe('OpenAI does not accept the key (gpt-6-luna): Incorrect API key provided: ***.');
    expect(error.hint).toContain('Check OPENAI_API_KEY (environment');
    const token = failureContext('anthropic');
    const endpoint = { ...token.endpoint!, keyVariable: 'ANTHROPIC_AUTH_TOKEN' };
    expect(errorOf({ ...token, endpoint }, 401).hint).toContain('Check ANTHROPIC_AUTH_TOKEN');
  });

  it('of a server that wants a key and got none', () => {
    const vllm = failureContext('vllm');
    const error = errorOf({ ...vllm, endpoint: { ...vllm.endpoint!, key: undefined } }, 401);
    expect(error.message).toBe('vLLM asks for a key (gpt-6-luna)');
    expect(error.hint).toMatch(/^Set VLLM_API_KEY in the environment/);
  });

  it('of a name that is not quite right: the nearest', () => {
    const context = { ...openai, modelId: 'gpt6luna', modelIds: ['gpt-6-luna', 'gpt-6.1-sol', 'o3'] };
    const error = errorOf(context, 404, openAiError('The model `gpt6luna` does not exist', 'model_not_found'));
    expect(error.message).toBe('OpenAI has no such model (gpt6luna): The model `gpt6luna` does not exist');
    expect(error.hint).toMatch(/^Did you mean gpt-6-luna( or .*)?\?$/);
  });

  it('of a name of 2024: when it ended and what to use', () => {
    const hint = (modelId: string, modelIds: readonly string[], id = 'openai') =>
      errorOf({ ...failureContext(id), modelId, modelIds }, 404, openAiError(`no model ${modelId}`)).hint;
    expect(hint('gpt-4', [])).toBe('gpt-4 was retired on 2026-10-23: use gpt-5.6-sol');
    expect(hint('gpt-4o', ['gpt-6-luna'])).toBe('gpt-4o retires on 2027-01-14: use gpt-6-luna');
    expect(hint('claude-3-opus-20240229', ['claude-opus-5-5'], 'anthropic')).toContain('use claude-opus-5-5');
    // A local server has names of its own.
    expect(hint('gpt-4', [], 'ollama')).toBe('See which models there are: devmgr providers --refresh');
    expect(hint('gpt-4', ['qwen3:8b'], 'ollama')).toBe('It has 1 model, qwen3:8b: devmgr providers lists them');
    expect(hint('zzz', ['gpt-6-luna', 'gpt-6.1-sol'])).toBe(
      'It has 2 models, gpt-6-luna for one: devmgr providers lists them',
    );
  });

  it('of an address where nothing is: the base URL', () => {
    const error = errorOf({ ...openai, modelIds: ['gpt-6-luna'] }, 404, { body: '404 page not found' });
    expect(error.message).toBe('OpenAI has nothing at the address that was asked (gpt-6-luna): 404 page not found');
    expect(error.hint).toBe('Check the base URL, https://api.openai.com/v1, in OPENAI_BASE_URL');
    const list = errorOf({ ...openai, modelId: undefined }, 404, { body: '{"detail":"Not Found"}' });
    expect(list.message).toBe('OpenAI has nothing at the address that was asked: Not Found');
  });

  it('of too many requests: when again', () => {
    const again = (headers: Record<string, string>) => errorOf(openai, 429, { headers });
    expect(again({ 'retry-after': '20' }).hint).toBe('It may be asked again in 20 s');
    expect(again({ 'retry-after-ms': '1500' }).failure.retryAfterMs).toBe(1500);
    expect(again({ 'retry-after': '1200' }).hint).toMatch(/^It may be asked again in 20 min, at \d\d:\d\d$/);
    expect(again({ 'retry-after': '900000' }).hint).toMatch(/^It may be asked again on 2026-12-0\d at \d\d:\d\d$/);
    expect(again({}).hint).toBe('Wait a little and ask again');
    expect(again({}).failure.retryAfterMs).toBeUndefined();
  });

  it.each([
    { 'retry-after': '99999999999999999999' },
    { 'retry-after-ms': '9'.repeat(400) },
    { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' },
    { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '999999999h999999999h999999999h' },
  ])('of a wait that nobody can mean, %j: a month, which is a date', (headers) => {
    const error = errorOf(openai, 429, { headers });
    expect(error.failure.retryAfterMs).toBe(31 * 86_400_000);
    expect(error.hint).toMatch(/^It may be asked again on 2026-12-2\d at \d\d:\d\d$/);
  });

  it('of too many requests without retry-after: when the limit that is used up is over', () => {
    const wait = (headers: Record<string, string>) => errorOf(openai, 429, { headers }).failure.retryAfterMs;
    const requests = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m30.5s' };
    expect(wait(requests)).toBe(90_500);
    expect(wait({ ...requests, 'retry-after': '3' })).toBe(3000);
    expect(wait({ 'x-ratelimit-remaining-tokens': '9', 'x-ratelimit-reset-tokens': '6m0s' })).toBeUndefined();
    expect(wait({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '20ms' })).toBe(20);
    expect(wait({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': 'soon' })).toBeUndefined();
    const anthropic = {
      'anthropic-ratelimit-tokens-remaining': '0',
      'anthropic-ratelimit-tokens-reset': '2026-11-22T12:00:45Z',
      'anthropic-ratelimit-requests-remaining': '50',
      'anthropic-ratelimit-requests-reset': '2026-11-22T13:00:00Z',
    };
    expect(wait(anthropic)).toBe(45_000);
  });

  it('of an empty account: that waiting does not help', () => {
    const error = errorOf(openai, 429, { ...openAiError('x', 'insufficient_quota'), headers: { 'retry-after': '20' } });
    expect(error.failure.retryAfterMs).toBeUndefined();
    expect(error.hint).toMatch(/^Waiting does not help: add credit/);
  });

  it('of a redirect: where to, and that it is not followed', () => {
    const to = (location: string) => errorOf(openai, 308, { headers: { location } });
    const error = to('https://eu.api.openai.com/v1/chat/completions?key=1');
    expect(error.message).toBe('OpenAI redirects to eu.api.openai.com, which is not followed (gpt-6-luna)');
    expect(error.hint).toBe('If you trust eu.api.openai.com, set OPENAI_BASE_URL to https://eu.api.openai.com/v1');
    expect(error.failure).toMatchObject({ kind: 'needs-setup', status: 308 });
    expect(to('https://user:pw@host.example/v1/models').hint).toContain('to https://host.example/v1');
    expect(to('/v2/chat/completions').hint).toContain('to https://api.openai.com/v2');
    expect(to('javascript:alert(1)').message).toContain('an address that is no URL');
  });

  it('is at most 300 characters of what the provider says, on one line', () => {
    const { message } = errorOf(openai, 500, openAiError(`line one\r\nline two\u001b[31m ${'long '.repeat(500)}`));
    expect(message).toMatch(/\(gpt-6-luna\): line one line two long .*…$/);
    expect(message.length).toBeLessThan(360);
  });

  it('is free of the key that was sent, also of one that does not look like a key', () => {
    const endpoint = { ...openai.endpoint!, key: 'correct horse battery' };
    const answer = openAiError('You said "correct horse battery".');
    const context = {
      ...openai,
      endpoint,
      modelIds: ['correct horse battery staple'],
      modelId: 'correct-horse-staple',
    };
    const error = errorOf(context, 404, answer);
    expect(error.message).toContain('You said "***".');
    expect(error.hint).toBe('Did you mean *** staple?');
  });

  it('is free of keys and of what a terminal obeys, whatever comes', () => {
    const key = openai.endpoint!.key!;
    const piece = fc.oneof(fc.string(), fc.constantFrom(key, '\u001b[2J', 'sk-live-abcdefgh', '\u0007', '\n', 'model'));
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), text, text, text, (status, message, code, modelId) => {
        const context = { ...openai, modelId, modelIds: [message] };
        const headers = { location: message, 'retry-after': code };
        const error = errorOf(context, status, { ...openAiError(message, code), headers });
        for (const said of [error.message, error.hint ?? '']) {
          expect(said).not.toContain(key);

          expect(said).not.toMatch(/[\x00-\x08\x0b-\x1f]|sk-live/);
        }
      }),
    );
  });
});
