/** A call as the side that answers sees it. */
export interface RpcCall<Report = never> {
  /** Aborted when the caller has lost interest, and when the other side is gone. */
  readonly signal: AbortSignal;
  /** Tells the caller something before the answer. Never throws. */
  report(value: Report): void;
}

/**
 * What one side answers: an interface of functions `(params, call: RpcCall<Report>) => Promise<Result>`. Params, reports and
 * results cross the border as structured clones.
 */
export type RpcMethods<M> = { readonly [K in keyof M]: (params: never, call: never) => Promise<unknown> };

export type RpcParams<M, K extends keyof M> = M[K] extends (params: infer P, ...rest: never[]) => unknown ? P : never;

export type RpcResult<M, K extends keyof M> = M[K] extends (...given: never[]) => Promise<infer R> ? R : never;

export type RpcReport<M, K extends keyof M> = M[K] extends (params: never, call: RpcCall<infer R>) => unknown
  ? R
  : never;
