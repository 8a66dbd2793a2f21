import type { ServerDefinition } from './definition/server-definition.js';
import { serverUrl } from './ports/port.js';
import { needsTunnel, TUNNEL_HOST } from './ssh/tunnel.js';

const TLS_ARGUMENT = /^--ssl-(?:certfile|keyfile)(?:=|$)/;
const TLS_VARIABLES = ['UVICORN_SSL_CERTFILE', 'UVICORN_SSL_KEYFILE'];

/** Where a server is reached from here as far as it can be told before it starts, without a path; empty: nowhere. */
export function serverAddress(definition: ServerDefinition, host: string, port: number): string {
  const { url, ssh } = definition;
  if (url !== undefined) return url;
  if (port === 0) return '';
  const plain = needsTunnel(definition, host, port)
    ? serverUrl(TUNNEL_HOST, port)
    : serverUrl(ssh ? (ssh.host.split('@').at(-1) ?? ssh.host) : host, port);
  return withScheme(definition, plain);
}

/** `https:` where uvicorn is told to serve over TLS: with a certificate or a key, as an argument or in the environment. */
export function withScheme({ runs, env }: ServerDefinition, url: string): string {
  if (runs.kind !== 'app') return url;
  const isSecure = runs.uvicornArgs.some((arg) => TLS_ARGUMENT.test(arg)) || TLS_VARIABLES.some((name) => env[name]);
  return isSecure ? url.replace(/^http:/, 'https:') : url;
}
