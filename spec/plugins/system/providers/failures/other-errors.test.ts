import { describe, expect, it } from 'vitest';
import { brokenStream } from '../../../../../plugins/system/providers/failures/broken-stream.js';
import { formatError } from '../../../../../plugins/system/providers/failures/format-error.js';
import { missingEndpointError } from '../../../../../plugins/system/providers/failures/missing-endpoint-error.js';
import { responseError } from '../../../../../plugins/system/providers/failures/response-error.js';
import { streamError } from '../../../../../plugins/system/providers/failures/stream-error.js';
import { transportError } from '../../../../../plugins/system/providers/failures/transport-error.js';
import { HttpFailure } from '../../../../../plugins/system/providers/transport/http-failure.js';
import { WireFormatError } from '../../../../../plugins/system/providers/wire/wire-format-error.js';
import { failureContext } from './support/failure-context.js';

const TABLE = '[system.providers.mine] of ~/.devmgr/config.toml';
const openai = failureContext('openai');

describe('a request without an answer', () => {
  it('to a local server: the address, and how to start it', () => {
    const refused = new HttpFailure('unreachable', 'connection refused');
    const error = transportError({ ...failureContext('ollama'), modelId: 'qwen3:8b' }, refused);
    expect(error.message).toBe('Ollama is not reachable at http://127.0.0.1:11434/v1 (qwen3:8b): connection refused');
    expect(error.hint).toBe('Start it: ollama serve (or, if it is elsewhere, set OLLAMA_HOST)');
    expect(error.failure).toEqual({ kind: 'unreachable', providerId: 'ollama', modelId: 'qwen3:8b' });
    expect(error.cause).toBe(refused);
  });

  it('to a service: connection, proxy, base URL', () => {
    const error = transportError(openai, new HttpFailure('connect-timeout', 'no connection within 10 s'));
    expect(error.message).toBe(
      'OpenAI is not reachable at https://api.openai.com/v1 (gpt-6-luna): no connection within 10 s',
    );
    expect(error.hint).toBe('Check the connection, the proxy, and OPENAI_BASE_URL');
  });

  it.each([
    ['first-byte-timeout', 'timeout', 'ai-first-token-timeout'],
    ['idle-timeout', 'timeout', 'ai-idle-timeout'],
    ['torn', 'broken-stream', 'Ask again'],
    ['too-large', 'server-error', 'base URL'],
  ] as const)('%s is %s', (failure, kind, hint) => {
    const error = transportError(openai, new HttpFailure(failure, 'why'));
    expect(error.failure.kind).toBe(kind);
    expect(error.message).toMatch(/^OpenAI .* \(gpt-6-luna\): why$/);
    expect(error.hint).toContain(hint);
  });
});

describe('an error inside a stream', () => {
  it.each([
    [{ type: 'overloaded_error', message: 'Overloaded' }, 'overloaded'],
    [{ type: 'rate_limit_error', message: 'Slow down' }, 'rate-limited'],
    [{ type: 'api_error', message: 'Internal' }, 'server-error'],
    [{ type: 'authentication_error', message: 'expired' }, 'unauthorised'],
    [{ type: 'permission_error', message: 'no' }, 'forbidden'],
    [{ type: 'timeout_error', message: 'late' }, 'timeout'],
    [{ type: 'invalid_request_error', message: 'bad' }, 'refused-request'],
    [{ type: 'invalid_request_error', message: 'prompt is too long' }, 'context-too-long'],
    [{ code: 'insufficient_quota', message: 'pay' }, 'quota-exhausted'],
    [{ code: '429', message: 'upstream' }, 'rate-limited'],
    [{ code: '503', message: 'upstream' }, 'overloaded'],
    [{ code: '500', message: 'upstream' }, 'server-error'],
    [{ message: 'something' }, 'server-error'],
    [{}, 'server-error'],
  ])('%j is %s', (wire, kind) => {
    const { failure, message } = streamError(openai, { message: undefined, type: undefined, code: undefined, ...wire });
    expect(failure).toMatchObject({ kind, providerId: 'openai', modelId: 'gpt-6-luna' });
    expect(message).toMatch(/^OpenAI .*\(gpt-6-luna\)/);
    expect(message).not.toContain('undefined');
  });
});

it('a stream without an end is no answer', () => {
  const error = brokenStream(openai);
  expect(error.message).toBe('OpenAI stopped in the middle of the answer (gpt-6-luna)');
  expect(error).toMatchObject({ hint: 'The answer is not complete: ask again', failure: { kind: 'broken-stream' } });
});

it('an answer in another language points to the base URL', () => {
  const error = formatError(openai, new WireFormatError('answered with a web page, not JSON'));
  expect(error.message).toBe('OpenAI answered with a web page, not JSON (gpt-6-luna)');
  expect(error.hint).toBe('Check the base URL, https://api.openai.com/v1, in OPENAI_BASE_URL');
  const other = { ...failureContext('openai').definition, id: 'mine', title: 'Mine', baseUrlVariables: undefined };
  expect(
    formatError(
      { ...openai, places: { ...openai.places, table: TABLE }, definition: other },
      new WireFormatError('answered with nothing'),
    ).hint,
  ).toContain('in base-url in [system.providers.mine] of ~/.devmgr/config.toml');
});

it('a key that is missing in a table of the settings points to that table', () => {
  const own = { ...openai.definition, id: 'mine', title: 'Mine', keyVariables: undefined };
  const endpoint = openai.endpoint && { ...openai.endpoint, keyVariable: undefined, key: undefined };
  const context = { ...openai, definition: own, endpoint, places: { ...openai.places, table: TABLE } };
  const wire = { message: 'no key', type: undefined, code: undefined };
  expect(responseError(context, { status: 401, header: () => undefined }, wire).hint).toBe(
    `Name the variable that has the key: key-variable in ${TABLE}`,
  );
});

it('the address that a table gives is corrected there, not in a variable', () => {
  const places = { ...openai.places, hasAddress: true };
  expect(transportError({ ...openai, places }, new HttpFailure('connect-timeout', 'late')).hint).toContain(
    'base-url in [system.providers.openai] of ~/.devmgr/config.toml',
  );
});

it.each([
  ['needs-key', 'OpenAI has no key yet (gpt-6-luna)'],
  ['needs-setup', 'OpenAI is not set up yet (gpt-6-luna)'],
] as const)('without an endpoint: %s', (missing, message) => {
  const error = missingEndpointError(
    { ...openai, endpoint: undefined },
    { missing, hint: 'Set OPENAI_API_KEY', baseUrl: undefined },
  );
  expect(error).toMatchObject({ message, hint: 'Set OPENAI_API_KEY', failure: { kind: missing } });
});
