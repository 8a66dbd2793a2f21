import { SlowPatternError } from './timed-pattern.js';

interface Asked {
  readonly path: string;
  readonly url: string;
  readonly timeoutMs: number;
  readonly isLate: boolean;
  readonly tunnelTo?: string | undefined;
}

/** Why no answer came, for people. `answered`: something is there, but it does not speak as it should. */
export function explainHttpFailure(error: unknown, asked: Asked): { answered: boolean; reason: string } {
  const { code = '', message = 'no answer' } = error as { code?: string; message?: string };
  const { path, url, timeoutMs, isLate, tunnelTo } = asked;
  if (isLate) return silent(`GET ${path} did not answer within ${timeoutMs} ms`);
  if (error instanceof SlowPatternError) return spoken(`the pattern for the body is too slow: ${message}`);
  if (error instanceof SyntaxError) return spoken(`the pattern for the body is none: ${message}`);
  if (/^https?:/.test(path)) return explainCode(code, message, new URL(path).origin);
  // The end of a tunnel takes every connection, and closes it when nobody does at the other one.
  if (tunnelTo !== undefined && (code === 'ECONNRESET' || code === 'EPIPE'))
    return silent(`nothing answers at ${tunnelTo} there`);
  return explainCode(code, message, url);
}

function explainCode(code: string, message: string, place: string): { answered: boolean; reason: string } {
  if (code === 'ECONNREFUSED') return silent(`nothing listens at ${place}`);
  if (code === 'ECONNRESET' || code === 'EPIPE') return silent('the connection was closed without an answer');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return silent(`nobody knows the host of ${place}`);
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT')
    return silent(`${place} cannot be reached`);
  if (code.startsWith('HPE_')) return spoken(`what answers at ${place} is not HTTP`);
  if (code === 'EPROTO') return spoken(`what answers at ${place} is not HTTPS`);
  if (/CERT|ALTNAME|SIGNATURE/.test(code)) return spoken(`the certificate of ${place} is not trusted (${code})`);
  return silent(message);
}

function silent(reason: string): { answered: boolean; reason: string } {
  return { answered: false, reason };
}

function spoken(reason: string): { answered: boolean; reason: string } {
  return { answered: true, reason };
}
