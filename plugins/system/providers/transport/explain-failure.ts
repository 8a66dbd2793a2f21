import { HttpFailure, type HttpFailureKind, type HttpFailureSign } from './http-failure.js';

/** How far a request has come. */
export type HttpStage = 'connecting' | 'waiting' | 'reading';

/** Codes of the system and of node that mean the same wherever they come up. */
const KNOWN: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name is not known',
  EHOSTUNREACH: 'there is no way to the host',
  EHOSTDOWN: 'there is no way to the host',
  ENETUNREACH: 'there is no network to the host',
  ENETDOWN: 'there is no network to the host',
  EADDRNOTAVAIL: 'there is no network to the host',
  EACCES: 'the system does not allow the connection',
  EPERM: 'the system does not allow the connection',
  EMFILE: 'too many files and connections are open',
  ENFILE: 'too many files and connections are open',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate comes from an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate comes from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate comes from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate comes from an authority that is not trusted',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  CERT_REVOKED: 'the certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

const SIGNS: Readonly<Record<string, HttpFailureSign>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
};

const CLOSED: Readonly<Record<HttpStage, string>> = {
  connecting: 'the connection was closed while it was made',
  waiting: 'the connection was closed without an answer',
  reading: 'the connection was torn in the middle of the answer',
};

/** What a person is told of an error of node. Free of what was asked: URLs, headers and proxies may hold secrets. */
export function explainFailure(error: unknown, stage: HttpStage): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const code = codeOf(error) ?? '';
  const known = Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined;
  if (known !== undefined) return failure('unreachable', known, error, SIGNS[code]);
  if (code === 'ETIMEDOUT') return timedOut(stage, error);
  if (['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code))
    return failure(kindOf(stage), CLOSED[stage], error);
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return handshake(error);
  if (code.startsWith('HPE_'))
    return failure(kindOf(stage), stage === 'reading' ? 'the answer is damaged' : 'the answer is not HTTP', error);
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_'))
    return failure('torn', 'the compressed answer is damaged', error);
  return failure(kindOf(stage), `the request failed${code && ` (${code})`}`, error);
}

/** Happy eyeballs end in an `AggregateError`, whose own code is that of the first address. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : codeOf(cause);
}

/** OpenSSL reads what is no TLS at all as a record of an odd version or length. */
function handshake(error: unknown): HttpFailure {
  const isTls = !/wrong.version.number|packet.length.too.long/i.test(error instanceof Error ? error.message : '');
  if (isTls) return failure('unreachable', 'the TLS handshake failed', error);
  const what = 'what answers there does not speak TLS (is it http:// and not https://?)';
  return failure('unreachable', what, error, 'no-tls');
}

function kindOf(stage: HttpStage): HttpFailureKind {
  return stage === 'connecting' ? 'unreachable' : 'torn';
}

function timedOut(stage: HttpStage, cause: unknown): HttpFailure {
  if (stage === 'connecting') return failure('connect-timeout', 'the host does not answer', cause);
  return failure('torn', 'the connection was lost', cause);
}

function failure(kind: HttpFailureKind, message: string, cause: unknown, sign?: HttpFailureSign): HttpFailure {
  return new HttpFailure(kind, message, { cause, sign });
}
