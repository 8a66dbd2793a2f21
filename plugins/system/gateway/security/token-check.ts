import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../gateway-error.js';

/**
 * Checks whether a request has the token, as `Authorization: Bearer` or as `x-api-key`: either is enough. Takes the same time for any wrong
 * one. `token`: as it is now. The check throws a `GatewayError`.
 */
export function tokenCheck(token: () => string): (headers: IncomingHttpHeaders) => void {
  const wanted = lastDigest(token);
  const isRight = (given: string | undefined) => given !== undefined && timingSafeEqual(digest(given), wanted());
  return ({ authorization, 'x-api-key': key }) => {
    const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (isRight(bearer) || isRight(typeof key === 'string' ? key.trim() : undefined)) return;
    throw bearer === undefined && key === undefined ? missing() : wrong();
  };
}

/** It seldom changes, and is wanted with every request. */
function lastDigest(text: () => string): () => Buffer {
  let last = { text: '', digest: digest('') };
  return () => {
    const now = text();
    if (now !== last.text) last = { text: now, digest: digest(now) };
    return last.digest;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const HOW = 'Print it with: devmgr gateway token --show';

function missing(): GatewayError {
  return new GatewayError({
    kind: 'unauthorised',
    message: `The gateway wants its token, as API key of your client (Authorization: Bearer, or x-api-key). ${HOW}`,
  });
}

function wrong(): GatewayError {
  return new GatewayError({
    kind: 'unauthorised',
    message: `This is not the token of the gateway: it takes its own, not a provider's key. ${HOW}`,
  });
}
