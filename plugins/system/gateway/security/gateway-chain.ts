import type { IncomingHttpHeaders } from 'node:http';

/** As many gateways in a row may be meant; a header of any length is not passed on. */
export const MOST_GATEWAYS = 3;

const LONGEST_ID = 64;

/** The gateways that a request came through, as `x-devmgr-gateway: a, b` names them; of more than `MOST_GATEWAYS` one more than those. */
export function gatewayChain({ 'x-devmgr-gateway': header }: IncomingHttpHeaders): readonly string[] {
  if (header === undefined) return [];
  return String(header)
    .split(',', MOST_GATEWAYS + 1)
    .map((id) => id.trim().slice(0, LONGEST_ID));
}
