import { createServer } from 'node:net';

/** Below what systems hand out by themselves, to listeners on port 0 and to connections: nobody gets it before it is used. */
const FIRST = 20_000;
const COUNT = 12_000;
const given = new Set<number>();

/** A TCP port that nobody listens on right now, never the same one twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
