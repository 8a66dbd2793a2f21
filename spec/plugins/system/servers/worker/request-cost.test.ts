import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { it } from 'vitest';
import { expectCost } from '../../../../support/expect-cost.js';
import { testPython } from '../../../../support/python.js';

const PROGRAM = `
import asyncio, os, socket, sys, threading, time
sys.path.insert(0, sys.argv[1])
from devmgr_worker.channel import Channel
from devmgr_worker.requests_told import RequestsTold

ours, theirs = socket.socketpair()
def reader():
    while ours.recv(1 << 16):
        pass
if sys.argv[2] == "read":
    threading.Thread(target=reader, daemon=True).start()
channel = Channel(str(os.dup(theirs.fileno())))

async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})

async def nothing(message=None):
    pass

def scope():
    return {"type": "http", "http_version": "1.1", "method": "GET", "path": "/orders/7", "raw_path": b"/orders/7",
            "query_string": b"a=1", "client": ("127.0.0.1", 4242), "headers": [(b"host", b"x"), (b"user-agent", b"curl")]}

async def cost(target, count=10000):
    began = time.thread_time()
    for _ in range(count):
        await target(scope(), nothing, nothing)
    return (time.thread_time() - began) / count * 1e6

plain = asyncio.run(cost(app))
told = asyncio.run(cost(RequestsTold(app, channel)))
print(told - plain)
os._exit(0)
`;

const microseconds = (reader: 'read' | 'unread') => {
  const worker = join(import.meta.dirname, '../../../../../plugins/system/servers/worker');
  return Number(execFileSync(testPython(), ['-', worker, reader], { input: PROGRAM, encoding: 'utf8' }));
};

it('costs an application less than 60 µs a request to be looked at, and no more when nobody reads', async () => {
  for (const reader of ['read', 'unread'] as const) await expectCost(60, () => microseconds(reader), reader);
});
