import type { ErrorData } from './error-data.js';

/** What goes over the port. `id` is of the call, counted by the side that calls. */
export type RpcMessage =
  /** Without an id nobody waits for an answer. */
  | { readonly kind: 'call'; readonly id: number | undefined; readonly method: string; readonly params: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'report'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorData };
