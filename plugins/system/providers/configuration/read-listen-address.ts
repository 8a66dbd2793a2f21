import { isIPv6 } from 'node:net';
import { readBaseUrl, type UrlReading } from './read-base-url.js';

/**
 * Reads where a server listens: `host`, `host:port`, `:port`, an IPv6 address with or without brackets, or a URL; what is
 * missing is 127.0.0.1, http and the port given. As Ollama reads OLLAMA_HOST (`envconfig/config.go`), but a bad port is a
 * problem here. The port of a variable of its own (`LLAMA_ARG_PORT`) is left to the caller.
 */
export function readListenAddress(text: string, defaultPort: string): UrlReading {
  if (text.includes('://')) return readBaseUrl(text);
  if (text.endsWith('.sock')) return { problem: 'is a Unix socket, which devmgr cannot ask' };
  const place = isIPv6(text) ? `[${text}]` : text.replace(/^(?=:\d)/, '127.0.0.1');
  const authority = place.replace(/\/[^]*$/, '');
  const port = authority.startsWith('[') ? /\]:(.*)$/.exec(authority) : /:(.*)$/.exec(authority);
  if (port && !isPort(port[1])) return { problem: 'has no valid port' };
  const rest = place.slice(authority.length);
  return readBaseUrl(`http://${authority}${port ? '' : `:${defaultPort}`}${rest}`);
}

/** Whether the text is a number from 1 to 65535. */
export function isPort(text: string | undefined): boolean {
  return /^\d{1,5}$/.test(text ?? '') && Number(text) >= 1 && Number(text) <= 65535;
}
