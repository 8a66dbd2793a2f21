import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { GatewayError, type GatewayFailure } from '../gateway-error.js';

interface FrameworkError {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly message?: unknown;
  readonly validation?: readonly Misfit[];
  readonly validationContext?: string;
}

/** What Ajv says of one value. */
interface Misfit {
  readonly instancePath: string;
  readonly message?: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const KINDS: Readonly<Record<number, GatewayFailure>> = {
  404: 'not-found',
  408: 'timeout',
  413: 'too-large',
  415: 'unsupported-media',
};

const WRONG_TYPE =
  'The body must be JSON with the header Content-Type: application/json (curl: -H "Content-Type: application/json"), that of a file multipart/form-data.';

/** What a client is told of any error. `undefined`: it is a bug, and nobody's business but the log's. */
export function toGatewayError(error: unknown): GatewayError | undefined {
  if (error instanceof GatewayError) return error;
  if (DevmgrError.isInstance(error)) return ofDevmgr(error);
  const { validation, validationContext, statusCode, message } = (error ?? {}) as FrameworkError;
  const [misfit] = validation ?? [];
  if (misfit) return ofMisfit(misfit, validationContext ?? 'body');
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined;
  return new GatewayError({
    kind: KINDS[statusCode] ?? 'invalid-request',
    status: statusCode,
    message: statusCode === 415 ? WRONG_TYPE : sentence(String(message)),
    cause: error,
  });
}

function ofDevmgr(error: DevmgrError): GatewayError {
  const isUsage = error.exitCode === ExitCode.usage || error.exitCode === ExitCode.notGood;
  return new GatewayError({
    kind: isUsage ? 'invalid-request' : error.exitCode === ExitCode.unavailable ? 'overloaded' : 'internal',
    message: error.hint === undefined ? error.message : `${sentence(error.message)} ${error.hint}`,
    cause: error,
  });
}

function ofMisfit({ instancePath, message, keyword, params }: Misfit, context: string): GatewayError {
  const path = instancePath.split('/').slice(1).map(unescape);
  const missing = keyword === 'required' ? [String(params.missingProperty)] : [];
  const param = [...path, ...missing].join('.');
  const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.map(String).join(', ')}` : '';
  const what =
    missing.length > 0
      ? `${param} is missing`
      : `${param === '' ? `The ${context}` : param} ${ruleOf(keyword, params) ?? message}${allowed}`;
  return new GatewayError({ kind: 'invalid-request', message: `${what}.`, param: param === '' ? undefined : param });
}

const TYPES: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
};

/** What Ajv says for programmers, in words; `undefined`: its own do. */
function ruleOf(keyword: string, { type, limit }: Misfit['params']): string | undefined {
  switch (keyword) {
    case 'type':
      return `must be ${[type]
        .flat()
        .map((name) => TYPES[String(name)] ?? String(name))
        .join(', or ')}`;
    case 'minItems':
      return limit === 1 ? 'must not be empty' : undefined;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : undefined;
    case 'pattern':
      return 'has characters that it cannot have';
    default:
      return undefined;
  }
}

/** As JSON Pointer has it. */
function unescape(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}
