export type HttpFailureKind =
  'unreachable' | 'connect-timeout' | 'first-byte-timeout' | 'idle-timeout' | 'torn' | 'too-large';

/** What a failure tells of the address. */
export type HttpFailureSign = 'refused' | 'unknown-host' | 'no-tls';

/** A request that got no answer, or not the whole of it. The message is for a person: `connection refused`. */
export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  readonly sign: HttpFailureSign | undefined;

  constructor(
    kind: HttpFailureKind,
    message: string,
    options?: ErrorOptions & { readonly sign?: HttpFailureSign | undefined },
  ) {
    super(message, options);
    this.name = 'HttpFailure';
    this.kind = kind;
    this.sign = options?.sign;
  }
}
