import { expect, it } from 'vitest';
import { readError } from '../../../../../plugins/system/providers/wire/read-error.js';

const openAi = { message: 'No', type: 'invalid_request_error', param: 'model', code: 'model_not_found' };

it.each([
  ['OpenAI', JSON.stringify({ error: openAi }), ['No', 'invalid_request_error', 'model_not_found']],
  [
    'Anthropic',
    '{"type":"error","error":{"type":"not_found_error","message":"model: x"},"request_id":"r"}',
    ['model: x', 'not_found_error', undefined],
  ],
  [
    'Anthropic with a code',
    '{"type":"error","error":{"type":"billing_error","message":"m","details":{"error_code":"c"}}}',
    ['m', 'billing_error', 'c'],
  ],
  [
    'llama.cpp',
    '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}',
    ['Loading model', 'unavailable_error', '503'],
  ],
  ['Ollama, natively', '{"error":"model not found"}', ['model not found', undefined, undefined]],
  [
    'vLLM of old',
    '{"object":"error","message":"m","type":"BadRequestError","code":400}',
    ['m', 'BadRequestError', '400'],
  ],
  ['FastAPI', '{"detail":"Not Found"}', ['Not Found', undefined, undefined]],
  ['FastAPI, a list', '{"detail":[{"loc":["body"],"msg":"field required"}]}', ['field required', undefined, undefined]],
  ['a proxy', '<html><head><title>502 Bad Gateway</title>', ['an HTML page: 502 Bad Gateway', undefined, undefined]],
  ['text', 'upstream connect error\n', ['upstream connect error', undefined, undefined]],
  ['nothing', '', [undefined, undefined, undefined]],
  ['a number', '7', ['7', undefined, undefined]],
])('the error of %s', (_, body, [message, type, code]) => expect(readError(body)).toEqual({ message, type, code }));
