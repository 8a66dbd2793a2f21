import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { createProbe } from '../../../../../plugins/system/servers/health/create-probe.js';
import type { ProbeSpec } from '../../../../../plugins/system/servers/health/health-spec.js';
import type { Probe } from '../../../../../plugins/system/servers/health/probe.js';
import { ServerOutput } from '../../../../../plugins/system/servers/run/server-output.js';
import { runner } from '../../../../core/processes/runner.js';
import { expectCost } from '../../../../support/expect-cost.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  servers.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const noProcesses = {
  spawn: (): never => {
    throw new Error('nothing is started here');
  },
};

function probe(spec: ProbeSpec, more: Partial<Parameters<typeof createProbe>[0]> = {}): Probe {
  return createProbe({
    spec,
    url: 'http://127.0.0.1:1',
    host: '127.0.0.1',
    port: 1,
    timeoutMs: 30_000,
    cwd: '/',
    env: {},
    processes: noProcesses,
    output: new ServerOutput(),
    clock: new FakeClock(),
    ...more,
  });
}

const look = (made: Probe, signal = new AbortController().signal) => made.look(signal);

function http(more: Partial<Extract<ProbeSpec, { kind: 'http' }>>): ProbeSpec {
  return { kind: 'http', path: '/', status: [], body: undefined, headers: {}, ...more };
}

async function serve(answer: RequestListener, host = '127.0.0.1'): Promise<string> {
  const port = await listening(createHttpServer(answer), host);
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

describe('http', () => {
  const ok: RequestListener = (_request, response) => response.writeHead(204).end();

  it('takes the statuses that are asked for, and no others', async () => {
    const url = await serve(ok);
    expect(await look(probe(http({ status: ['200-203', '204'] }), { url }))).toMatchObject({ kind: 'good', path: '/' });
    expect(await look(probe(http({ status: ['3xx'] }), { url }))).toEqual({
      kind: 'bad',
      answered: true,
      reason: 'GET / answered 204',
    });
  });

  it('wants the body to match', async () => {
    const url = await serve((_request, response) => response.end('{\n"status": "warming up"}'));
    expect(await look(probe(http({ body: '^"status": "\\w+' }), { url }))).toMatchObject({ kind: 'good' });
    expect(await look(probe(http({ body: '"ready"' }), { url }))).toMatchObject({
      kind: 'bad',
      reason: 'GET / answered 200, but nothing in it matches /"ready"/',
    });
  });

  it('a pattern that would take for ever is bad, and holds nothing up', async () => {
    const url = await serve((_request, response) => response.end(`${'a'.repeat(60)}b`));
    const longestPause = async () => {
      const made = probe(http({ body: '(a+)+$' }), { url });
      const ticks = [performance.now()];
      const timer = setInterval(() => ticks.push(performance.now()), 1);
      const outcome = await look(made);
      clearInterval(timer);
      expect(outcome).toMatchObject({ kind: 'bad', answered: true, reason: expect.stringMatching(/too slow/) });
      return Math.max(...ticks.slice(1).map((at, index) => at - (ticks[index] ?? at)));
    };
    // Four tries of some milliseconds; an expression nobody stops takes longer than anybody lives.
    await expectCost(1_000, longestPause);
  });

  it('a pattern that is none says so', async () => {
    const url = await serve(ok);
    expect(await look(probe(http({ body: '(' }), { url }))).toMatchObject({
      kind: 'bad',
      reason: expect.stringMatching(/pattern.*is none/),
    });
  });

  it('sends headers to the server itself, and not where a redirect leads', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end('pong');
    });
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(307, { location: request.url === '/' ? '/next' : `${other}/` }).end();
    });
    const made = probe(http({ body: 'pong', headers: { authorization: 'Bearer x' } }), { url });
    expect(await look(made)).toMatchObject({ kind: 'good', path: '/' });
    expect(seen).toEqual(['Bearer x', 'Bearer x', undefined]);
  });

  it('a redirect is good where nothing more is asked, and one without end is not followed for ever', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: '/' }).end());
    expect(await look(probe(http({}), { url }))).toMatchObject({ kind: 'good' });
    expect(await look(probe(http({ status: ['200'] }), { url }))).toMatchObject({ reason: 'GET / answered 302' });
  });

  it('asks a whole URL, also at IPv6', async () => {
    const url = await serve(ok, '::1');
    expect(await look(probe(http({ path: `${url}/x` })))).toMatchObject({ kind: 'good', path: `${url}/x` });
  });

  it.each<[string, RequestListener | undefined, RegExp]>([
    ['nobody', undefined, /^nothing listens at http:\/\/127/],
    ['cut', (request) => void request.socket.destroy(), /closed without an answer/],
  ])('says why: %s', async (_title, answer, reason) => {
    const url = answer ? await serve(answer) : 'http://127.0.0.1:1';
    expect(await look(probe({ kind: 'auto' }, { url }))).toMatchObject({
      kind: 'bad',
      answered: false,
      reason: expect.stringMatching(reason),
    });
  });

  it('something else than HTTP has answered, but not well', async () => {
    const port = await listening(createTcpServer((socket) => void socket.end('SSH-2.0-none\r\n')));
    const outcome = await look(probe({ kind: 'auto' }, { url: `http://127.0.0.1:${port}` }));
    expect(outcome).toMatchObject({ kind: 'bad', answered: true, reason: expect.stringMatching(/is not HTTP$/) });
  });

  it('knows the lines that its own looks leave in a log', async () => {
    const ports: number[] = [];
    const url = await serve((request, response) => {
      ports.push(request.socket.remotePort ?? 0);
      response.end();
    });
    const made = probe({ kind: 'auto' }, { url });
    await look(made);
    expect(made.isOwnAccessLine(`INFO:     127.0.0.1:${ports[0]} - "GET /health HTTP/1.1" 200 OK`)).toBe(true);
    expect(made.isOwnAccessLine(`INFO:     127.0.0.1:9 - "GET /health HTTP/1.1" 200 OK`)).toBe(false);
    const combined = (agent: string) => `::1 - - [23/Nov/2026:07:00:00 +0000] "GET / HTTP/1.1" 200 2 "-" "${agent}"`;
    expect(made.isOwnAccessLine(combined('devmgr-health-probe'))).toBe(true);
    expect(made.isOwnAccessLine(combined('curl/8'))).toBe(false);
  });
});

describe('tcp', () => {
  it('is well when connections are taken', async () => {
    const port = await listening(createTcpServer((socket) => void socket.end()));
    const spec: ProbeSpec = { kind: 'tcp', host: undefined, port: undefined };
    expect(await look(probe(spec, { port }))).toMatchObject({ kind: 'good', path: `tcp 127.0.0.1:${port}` });
    expect(await look(probe(spec))).toEqual({
      kind: 'bad',
      answered: false,
      reason: 'nothing listens at 127.0.0.1:1',
    });
  });
});

describe('command', () => {
  const command = (script: string): ProbeSpec => ({ kind: 'command', command: ['sh', '-c', script] });

  it('is well with code 0, in the folder and environment of the server', async () => {
    await using test = await runner();
    const { processes } = test;
    const more = { processes, cwd: test.dir, env: { MARK: 'yes' } };
    const made = probe(command(`[ "$MARK" = yes ] && [ "$PWD" = "${test.dir}" ]`), more);
    expect(await look(made)).toMatchObject({ kind: 'good' });
    expect(await look(probe(command('echo no response >&2; exit 2'), more))).toEqual({
      kind: 'bad',
      answered: false,
      reason: 'sh ended with code 2: no response',
    });
  });

  it('is stopped when its time is up, with what it has started', async () => {
    await using test = await runner();
    const made = probe(command('trap "" TERM; echo waiting; sleep 100'), {
      processes: test.processes,
      timeoutMs: 2_000,
    });
    expect(await look(made)).toMatchObject({ kind: 'bad', reason: 'sh was not done within 2000 ms: waiting' });
    expect(await test.processes.all.get()[0]?.exit).toMatchObject({ kind: 'signalled' });
  });

  it('says when there is no such command', async () => {
    await using test = await runner();
    const spec: ProbeSpec = { kind: 'command', command: ['/nowhere/pg_isready'] };
    const outcome = await look(probe(spec, { processes: test.processes }));
    expect(outcome).toMatchObject({ kind: 'bad', reason: expect.stringMatching(/^pg_isready could not be started: /) });
  });
});

describe('log', () => {
  const write = (output: ServerOutput, ...texts: string[]) =>
    output.append(texts.map((text) => ({ stream: 'stdout', text, at: 0 })));

  it('is well from the first line on that matches, also one written before the first look', async () => {
    const output = new ServerOutput();
    write(output, 'ready of an earlier run');
    const made = probe({ kind: 'log', pattern: '^ready' }, { output });
    expect(await look(made)).toMatchObject({
      kind: 'bad',
      answered: false,
      reason: expect.stringMatching(/no line .* \/\^ready\/ yet/),
    });
    write(output, 'getting ready', 'ready to serve');
    expect(await look(made)).toMatchObject({ kind: 'good', unmeasured: true });
    write(output, ...Array.from({ length: 20_000 }, (_, index) => `line ${index}`));
    expect(await look(made)).toMatchObject({ kind: 'good' });
  });

  it('misses no line of a flood between two looks', async () => {
    const output = new ServerOutput();
    const made = probe({ kind: 'log', pattern: 'ready' }, { output });
    for (let batch = 0; batch < 40; batch += 1) {
      write(output, ...Array.from({ length: 500 }, (_, index) => (batch === 3 && index === 7 ? 'ready' : 'noise')));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(output.firstLine).toBeGreaterThan(2_000);
    expect(await look(made)).toMatchObject({ kind: 'good' });
  });

  it('tells a pattern that cannot be used', async () => {
    const output = new ServerOutput();
    const made = probe({ kind: 'log', pattern: '[' }, { output });
    write(output, 'ready');
    expect(await look(made)).toMatchObject({
      kind: 'bad',
      answered: true,
      reason: expect.stringMatching(/cannot be used/),
    });
  });
});

it('a server whose process runs is well, and so is one without an address that nothing is said of', async () => {
  expect(await look(probe({ kind: 'process' }))).toMatchObject({ kind: 'good', unmeasured: true });
  expect(await look(probe({ kind: 'auto' }, { url: '' }))).toMatchObject({ kind: 'good', unmeasured: true });
});
