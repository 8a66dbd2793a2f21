import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAccessLine } from '../../../../../plugins/system/servers/requests/parse-access-line.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const read = (line: string) => {
  const { at, ...rest } = parseAccessLine(line, 5) ?? { at: undefined };
  return at === 5 ? Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) : undefined;
};

it.each<[string, string, object]>([
  [
    'uvicorn',
    'INFO:     127.0.0.1:51234 - "GET /items/1?q=x%20y HTTP/1.1" 200 OK',
    { method: 'GET', path: '/items/1?q=x%20y', status: 200, client: '127.0.0.1:51234' },
  ],
  [
    'uvicorn with colours',
    '\x1b[32mINFO\x1b[0m:     127.0.0.1:40044 - "\x1b[1mPOST /orders HTTP/1.1\x1b[0m" \x1b[31m500 Internal Server Error\x1b[0m',
    { method: 'POST', path: '/orders', status: 500, client: '127.0.0.1:40044' },
  ],
  [
    'a WebSocket of uvicorn',
    'INFO:     127.0.0.1:1234 - "WebSocket /ws" [accepted]',
    { method: 'WEBSOCKET', path: '/ws', status: 101, client: '127.0.0.1:1234' },
  ],
  [
    'a refused WebSocket of an older uvicorn',
    `INFO:     ('127.0.0.1', 1234) - "WebSocket /ws" 403`,
    { method: 'WEBSOCKET', path: '/ws', status: 403, client: '127.0.0.1:1234' },
  ],
  [
    'fastapi dev',
    '      INFO   127.0.0.1:40044 - "GET / HTTP/1.1" 200',
    { method: 'GET', path: '/', status: 200, client: '127.0.0.1:40044' },
  ],
  [
    'IPv6',
    'INFO:     ::1:51234 - "GET / HTTP/1.1" 200 OK',
    { method: 'GET', path: '/', status: 200, client: '::1:51234' },
  ],
  ['a unix socket', 'INFO:      - "GET / HTTP/1.1" 200 OK', { method: 'GET', path: '/', status: 200 }],
  [
    'gunicorn, combined',
    '127.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 404 1234 "-" "curl/8.1 (x) \\"q\\""',
    { method: 'GET', path: '/a', status: 404, bytes: 1234, client: '127.0.0.1' },
  ],
  [
    'common, with a user',
    '10.0.0.7 - ann [10/Oct/2026:13:55:36 +0000] "DELETE /a HTTP/1.0" 204 -',
    { method: 'DELETE', path: '/a', status: 204, client: '10.0.0.7' },
  ],
  [
    'hypercorn',
    '[2026-01-01 12:00:00 +0000] [123] [INFO] 127.0.0.1:5050 - - [01/Jan/2026:12:00:00 +0000] "GET /a 2" 200 12 "-" "curl"',
    { method: 'GET', path: '/a', status: 200, bytes: 12, client: '127.0.0.1:5050' },
  ],
  [
    'granian',
    '[2026-01-01 12:00:00 +0000] 127.0.0.1 - "GET /a HTTP/1.1" 200 1.234',
    { method: 'GET', path: '/a', status: 200, durationMs: 1.234, client: '127.0.0.1' },
  ],
  [
    'werkzeug with colours',
    '127.0.0.1 - - [01/Jan/2026 12:00:00] "\x1b[33mGET /nothing HTTP/1.1\x1b[0m" 404 -',
    { method: 'GET', path: '/nothing', status: 404, client: '127.0.0.1' },
  ],
  [
    "Django's runserver",
    '[01/Jan/2026 12:00:00] "GET /admin/ HTTP/1.1" 302 0',
    { method: 'GET', path: '/admin/', status: 302, bytes: 0 },
  ],
  [
    'daphne',
    '127.0.0.1:1234 - - [01/Jan/2026:12:00:00] "GET /" 200 12',
    { method: 'GET', path: '/', status: 200, bytes: 12, client: '127.0.0.1:1234' },
  ],
])('reads %s', (_name, line, expected) => expect(read(line)).toEqual(expected));

it.each([
  'INFO:     Application startup complete.',
  'HTTP Request: GET http://127.0.0.1/x "HTTP/1.1 200 OK"',
  'client said "GET /x HTTP/1.1" 200 times',
  '{"message": "GET /x", "status": 200}',
  'INFO:     127.0.0.1:51234 - "GET /items HTTP/1.1" 2000',
  '',
])('leaves %s alone', (line) => expect(parseAccessLine(line, 0)).toBeUndefined());

it('takes any text, and long ones quickly', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseAccessLine(text, 0)));
  for (const piece of ['"GET /', 'a - ', '- [', '" 200 ', '"GET / 1" 2'])
    await expectQuick(100, () => parseAccessLine(piece.repeat(16_384 / piece.length), 0), piece);
});
