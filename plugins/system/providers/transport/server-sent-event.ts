/** One event of a stream as the HTML standard defines it (section 9.2, server-sent events). */
export interface ServerSentEvent {
  /** `undefined`: a plain `message`. */
  readonly event: string | undefined;
  /** Lines are joined with `\n`. */
  readonly data: string;
}
