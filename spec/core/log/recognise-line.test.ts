import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseLine } from '../../../core/log/recognise-line.js';
import { expectQuick } from '../../support/expect-quick.js';

const cases: readonly [line: string, level: string | undefined, message?: string][] = [
  ['INFO:     127.0.0.1:5000 - "GET / HTTP/1.1" 200 OK', 'info', '127.0.0.1:5000 - "GET / HTTP/1.1" 200 OK'],
  [
    'INFO:     127.0.0.1:5000 - "GET /x HTTP/1.1" 404 Not Found',
    'warn',
    '127.0.0.1:5000 - "GET /x HTTP/1.1" 404 Not Found',
  ],
  ['INFO:     1.2.3.4:5 - "POST /x HTTP/1.1" 500 Internal', 'error', '1.2.3.4:5 - "POST /x HTTP/1.1" 500 Internal'],
  ['WARNING:  Detected file change in app.py. Reloading...', 'warn', 'Detected file change in app.py. Reloading...'],
  ['ERROR:    Exception in ASGI application', 'error', 'Exception in ASGI application'],
  ['CRITICAL: out of memory', 'error', 'CRITICAL: out of memory'],
  ['2026-01-02 03:04:05,678 - app.orders - ERROR - no such order', 'error'],
  ['2026-01-02 03:04:05,678 - app.orders - DEBUG - looking', 'debug'],
  ['2026-01-02 03:04:05,678 INFO the word ERROR in a message', 'info'],
  ['ERROR:root:it broke', 'error', 'ERROR:root:it broke'],
  ['[ERROR] it broke', 'error'],
  ['2026-01-02 03:04:05.678 | ERROR    | app:main:12 - it broke', 'error'],
  ['2026-01-02 03:04:05.678 | SUCCESS  | app:main:12 - done', 'info'],
  ['[2026-01-02 03:04:05 +0000] [123] [WARNING] Worker with pid 9 was terminated', 'warn'],
  ['[2026-01-02 03:04:05,678: ERROR/MainProcess] Task raised', 'error'],
  ['127.0.0.1 - - [02/Jan/2026:03:04:05 +0000] "GET / HTTP/1.1" 503 12 "-" "curl"', 'error'],
  ['WARNING  app.orders:orders.py:12 slow', 'warn'],
  ['[12:00:00] DEBUG    connecting   db.py:3', 'debug'],
  ['time=2026 level=warning msg="slow"', 'warn'],
  ['app.py:3: DeprecationWarning: use the other', 'warn'],
  ['error: could not compile', 'error'],
  ['FAILED tests/test_orders.py::test_total[a b] - AssertionError: assert 1 == 2', 'error'],
  ['FAILED to connect, trying again', undefined],
  ['tests/test_orders.py::test_total FAILED    [ 50%]', undefined],
  ['{"level":"error","message":"boom"}', 'error', 'boom'],
  ['{"severity":"WARNING","msg":"slow","order":17,"timestamp":"2026"}', 'warn', 'slow order=17'],
  ['{"event":"made","level":"debug","user":{"id":1}}', 'debug', 'made user={"id":1}'],
  ['{"message":"numbers","level":30}', 'warn', 'numbers'],
  ['{"message":"no level"}', 'info', 'no level'],
  ['{"some":"document"}', undefined, '{"some":"document"}'],
  ['{not json}', undefined, '{not json}'],
  ['just a line with ERROR in it', undefined],
  ['INFORMATION is power', undefined],
  ['the server said "GET" 500', undefined],
];

describe('recogniseLine', () => {
  it.each(cases)('%s', (line, level, message) => {
    const recognised = recogniseLine(line);
    expect(recognised.level).toBe(level);
    expect(recognised.message).toBe(message ?? line);
  });

  it('takes a traceback in a JSON record as further lines of the message', () => {
    const traceback = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: x\n';
    const { level, message } = recogniseLine(JSON.stringify({ event: 'failed', exception: traceback }));
    expect(level).toBe('error');
    expect(message).toBe(`failed\n${traceback.trimEnd()}`);
  });

  it('never throws and never makes up text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (line) => {
        const { message } = recogniseLine(line);
        return line.startsWith('{') || line.includes(message);
      }),
    );
  });

  it('takes any JSON object in its stride', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('message', 'level', 'msg', 'exception', 'x'), fc.jsonValue()),
        (record) => {
          const { message } = recogniseLine(JSON.stringify(record));
          const said = [record['message'], record['msg']].find((value) => typeof value === 'string');
          return said === undefined || message.startsWith(String(said));
        },
      ),
    );
  });

  it('takes linear time on hostile lines', async () => {
    for (const piece of ['ERROR', '"GET ', '{"a":', 'level=', '[', ' - ', '2026-01-02 ']) {
      await expectQuick(100, () => recogniseLine(piece.repeat(16_384 / piece.length)), piece);
    }
  });
});
