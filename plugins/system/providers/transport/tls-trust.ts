/** Certificates (PEM) to trust instead of the well-known authorities. */
export interface TlsTrust {
  readonly ca?: string;
}
