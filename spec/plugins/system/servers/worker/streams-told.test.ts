import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testPython } from '../../../../support/python.js';

/** Each application sends so many pieces with a pause before each of them, under a content type. */
const PROGRAM = `
import asyncio, json, sys
sys.path.insert(0, sys.argv[1])
from devmgr_worker import requests_told

class Channel:
    def tell_request(self, fields):
        print(json.dumps({"path": fields["path"], "streamed": fields.get("streamed", False)}))

def answering(type, pieces, pause):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"Content-Type", type)]})
        for _ in range(pieces):
            await asyncio.sleep(pause)
            await send({"type": "http.response.body", "body": b"x", "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    return app

async def nothing(message=None):
    pass

async def ask(name, *answer):
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": name, "query_string": b"", "headers": []}
    await requests_told.RequestsTold(answering(*answer), Channel())(scope, nothing, nothing)

async def main():
    await ask("/events", b"text/event-stream; charset=utf-8", 1, 0)
    await ask("/events-none", b"text/event-stream", 0, 0)
    await ask("/lines", b"application/x-ndjson", 5, 0.3)
    await ask("/file", b"application/zip", 50, 0)
    await ask("/slow", b"text/html", 2, 0.7)

asyncio.run(main())
`;

it('tells events and what goes on for long in pieces from answers that take their time', () => {
  const worker = join(import.meta.dirname, '../../../../../plugins/system/servers/worker');
  const lines = execFileSync(testPython(), ['-', worker], { input: PROGRAM, encoding: 'utf8' }).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { path: '/events', streamed: true },
    { path: '/events-none', streamed: true },
    { path: '/lines', streamed: true },
    { path: '/file', streamed: false },
    { path: '/slow', streamed: false },
  ]);
});
