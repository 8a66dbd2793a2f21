import { createHmac } from 'node:crypto';

/** What a request of a test carries, made with the secret of its project. */
export function testHeaders(test: string, secret: string, at = Date.now()): Record<string, string> {
  const encoded = encodeURIComponent(test);
  return { 'X-Devmgr-Test': encoded, 'X-Devmgr-Test-Proof': testProof(encoded, secret, at) };
}

/** `encoded`: the id as it is in its header. `at`: milliseconds since the epoch. */
export function testProof(encoded: string, secret: string, at: number): string {
  return `${at}.${createHmac('sha256', secret).update(`${at}.${encoded}`).digest('hex')}`;
}
