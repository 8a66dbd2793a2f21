export type HttpFailureKind =
  'unreachable' | 'connect-timeout' | 'first-byte-timeout' | 'idle-timeout' | 'torn' | 'too-large';

/** A request that got no answer, or not the whole of it. The message is for a person: `connection refused`. */
export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;

  constructor(kind: HttpFailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HttpFailure';
    this.kind = kind;
  }
}
