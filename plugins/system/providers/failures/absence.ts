/** Why nobody useful answers at an address, as far as it changes what a person does about it. */
export type Absence =
  | 'refused'
  | 'unknown-host'
  /** Asked with https, and it speaks plain http. */
  | 'no-tls'
  /** Asked with http, and it speaks https. */
  | 'tls-only'
  /** It closes the connection, or answers in no way that HTTP knows. */
  | 'not-http'
  | 'silent'
  | 'overloaded'
  | 'failing'
  /** Something else answers there: a web page, another server, nothing at that path. */
  | 'other-server'
  /** The network, a proxy, a certificate. */
  | 'no-way';
