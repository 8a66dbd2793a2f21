/** An answer that is not what the wire format says. The message tells a person what was wrong with it. */
export class WireFormatError extends Error {
  override readonly name = 'WireFormatError';
}
