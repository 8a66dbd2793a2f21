/** A request that a server has answered. */
export interface ServerRequest {
  /** When it came; milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** With the query, without host. */
  readonly path: string;
  /** `/orders/{id}`: the route that took it, where the framework tells. */
  readonly route?: string | undefined;
  /** `undefined`: the connection ended without an answer. For a WebSocket 101, or what refused it. */
  readonly status: number | undefined;
  /** Until the last byte of the answer; `undefined`: nobody measured it. */
  readonly durationMs?: number | undefined;
  /** Until the first byte. */
  readonly firstByteMs?: number | undefined;
  /** The answer went on for long after its first byte, as events do: how long it took says nothing about how fast the server is. */
  readonly streamed?: boolean | undefined;
  /** Of the answer's body. */
  readonly bytes?: number | undefined;
  /** `127.0.0.1:51234` */
  readonly client?: string | undefined;
  /** The exception that the application raised: `ValueError: negative quantity`. */
  readonly error?: string | undefined;
  /** The node id of the test that made it. */
  readonly test?: string | undefined;
}
