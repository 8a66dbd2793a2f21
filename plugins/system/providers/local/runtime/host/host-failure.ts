import type { HostFailureKind } from '../host-protocol.js';

/** A failure that the asker is told of. The message names files and what is wrong with them, for a person. */
export class HostFailure extends Error {
  readonly kind: HostFailureKind;

  constructor(kind: HostFailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostFailure';
    this.kind = kind;
  }
}
