import { GatewayError } from '../../gateway-error.js';

/** What the other format cannot say and what would change the answer if it were left out. */
export function refuse(param: string, message: string): never {
  throw new GatewayError({ kind: 'invalid-request', code: 'unsupported_parameter', param, message });
}

/** A field whose value makes no sense in any format. */
export function wrong(param: string, message: string): never {
  throw new GatewayError({ kind: 'invalid-request', param, message });
}
