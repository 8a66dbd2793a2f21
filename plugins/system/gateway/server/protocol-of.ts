import type { FastifyRequest } from 'fastify';
import type { GatewayProtocol } from '../gateway-protocol.js';

/** What a client speaks: by the path, and where both have the same paths by the header that only Anthropic's clients send. */
export function protocolOf({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): GatewayProtocol {
  if (/^\/v1\/messages(?:[/?]|$)/.test(url)) return 'anthropic';
  return headers['anthropic-version'] === undefined || /^\/v1\/(?:chat|embeddings|completions)/.test(url)
    ? 'openai'
    : 'anthropic';
}
