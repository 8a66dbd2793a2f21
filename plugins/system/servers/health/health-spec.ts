/** How a server is asked whether it is well. */
export type ProbeSpec =
  /** HTTP: /health, /healthz, /openapi.json or /, whichever answers. */
  | { readonly kind: 'auto' }
  | {
      readonly kind: 'http';
      /** A path of the server, or a whole URL of anything. */
      readonly path: string;
      /** `200`, `2xx`, `200-299`; empty: below 400. */
      readonly status: readonly string[];
      /** A regular expression that the body must match. */
      readonly body: string | undefined;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** `undefined`: where the server listens. */
  | { readonly kind: 'tcp'; readonly host: string | undefined; readonly port: number | undefined }
  /** Well when it ends with code 0. An executable and its arguments; never a shell line. */
  | { readonly kind: 'command'; readonly command: readonly string[] }
  /** A regular expression; well from the first line of output that matches on. */
  | { readonly kind: 'log'; readonly pattern: string }
  /** Well as long as its process runs. */
  | { readonly kind: 'process' };

/** The rules by which looks become a health. What is `undefined` follows the settings of the system plugin. */
export interface HealthSpec {
  readonly probe: ProbeSpec;
  /** Before the first look. */
  readonly initialDelayMs: number;
  readonly intervalMs: number | undefined;
  readonly timeoutMs: number | undefined;
  readonly successThreshold: number | undefined;
  readonly failureThreshold: number | undefined;
  /** A server that has not answered by then is called unhealthy. */
  readonly startupTimeoutMs: number | undefined;
  /** What is done with one that has become unhealthy. */
  readonly onFailure: 'say' | 'restart';
}
