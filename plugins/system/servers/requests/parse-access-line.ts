import type { ServerRequest } from './server-request.js';

/** Of uvicorn and werkzeug. */
const COLOURS = /\x1b\[[\d;]*m/g;
/** `"GET /items HTTP/1.1" 200 OK`, `"GET / 2" 200 12 "-" "curl"`, `"WebSocket /ws" [accepted]` */
const REQUEST =
  /"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|QUERY|WebSocket) ([^\s"]+)(?: (?:[A-Za-z]+\/)?\d(?:\.\d)?)?" (?:([1-5]\d\d)|\[accepted\])(?: (.*))?$/;
/** `127.0.0.1:51234 - `, `127.0.0.1 - ann [10/Oct/2026:13:55:36 +0000] `, `('127.0.0.1', 51234) - ` at the end of what stands before. */
const CLIENT = /(?:^|\s)(?:\('([^']+)', (\d+)\)|(\S*)) - (?:\S+ )?(?:\[[^\]]*\] )?$/;
const DATE_BEFORE = /\[[^\]]*\] $/;
const LONGEST_PREFIX = 300;

/**
 * Reads a line of an access log; `undefined` for any other line.
 *
 * Formats: uvicorn, gunicorn, hypercorn, daphne, granian, werkzeug (Flask), Django's runserver, NCSA common and combined; with colours too.
 * @param at when the line came, milliseconds since the epoch: what stands in it is often local time without a zone.
 */
export function parseAccessLine(line: string, at: number): ServerRequest | undefined {
  if (!line.includes('"')) return undefined;
  const plain = line.includes('\x1b') ? line.replace(COLOURS, '') : line;
  const found = REQUEST.exec(plain);
  if (!found) return undefined;
  const [, method = '', path = '', status, rest = ''] = found;
  const before = plain.slice(Math.max(0, found.index - LONGEST_PREFIX), found.index);
  const client = CLIENT.exec(before);
  if (!client && !DATE_BEFORE.test(before)) return undefined;
  return {
    at,
    method: method === 'WebSocket' ? 'WEBSOCKET' : method,
    path,
    status: status === undefined ? 101 : Number(status),
    client: client ? clientText(client) : undefined,
    ...measured(rest),
  };
}

function clientText([, host, port, plain]: RegExpExecArray): string | undefined {
  if (host !== undefined) return `${host}:${port}`;
  return plain === '-' || plain === '' ? undefined : plain;
}

/** `1234 "-" "curl/8"`: bytes; `1.234`, as granian writes it: milliseconds; `OK`, `-`: nothing. */
function measured(rest: string): Pick<ServerRequest, 'bytes' | 'durationMs'> {
  const number = rest.split(' ', 1)[0] ?? '';
  if (/^\d+$/.test(number)) return { bytes: Number(number) };
  return /^\d+\.\d+$/.test(number) ? { durationMs: Number(number) } : {};
}
