import type { Answer, RequestHeaders, Vendor } from './vendor.js';

/** `Authorization: Bearer ...`. */
export function bearerOf(headers: RequestHeaders): string | undefined {
  return /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
}

/** `{error: {message, type, param, code}}`: all four are required, says `ErrorResponse` of openai/openai-openapi. */
export function openAiError(
  status: number,
  error: { readonly message: string; readonly type?: string; readonly param?: string; readonly code?: string | number },
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: { error: { type: 'invalid_request_error', param: null, code: null, ...error } } };
}

export function modelList(models: readonly unknown[]): Answer {
  return { status: 200, body: { object: 'list', data: models } };
}

/** What all servers that follow OpenAI have alike. */
export const openAiShape = {
  basePath: '/v1',
  chatPath: '/v1/chat/completions',
  tokenField: 'max_tokens',
  keyOf: bearerOf,
  unauthorised: (key) =>
    openAiError(401, { message: `Incorrect API key provided: ${key ?? 'none'}.`, code: 'invalid_api_key' }),
  modelNotFound: (model) =>
    openAiError(404, { message: `The model \`${model}\` does not exist.`, code: 'model_not_found' }),
  badRequest: (field) =>
    openAiError(400, { message: `Unsupported parameter: '${field}'`, param: field, code: 'unsupported_parameter' }),
  rateLimited: (seconds) =>
    openAiError(
      429,
      { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
      { 'retry-after': String(seconds) },
    ),
  serverError: () => openAiError(500, { message: 'The server had an error', type: 'server_error' }),
  streamError: (message) =>
    `data: ${JSON.stringify({ error: { message, type: 'server_error', param: null, code: null } })}\n\n`,
} satisfies Partial<Vendor>;
