import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayStage, TOKEN, type GatewayStage } from '../support/gateway-stage.js';

let stage: GatewayStage;

beforeAll(async () => {
  stage = await gatewayStage({ gatewayId: 'mine' });
});

afterAll(() => stage.dispose());

/** Any headers, which `fetch` does not let through. */
function get(path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<Told> {
  const { port } = stage;
  return new Promise((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });
}

/** The answer to these lines, whatever they are. */
function raw(head: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ host, port: stage.port }, () => socket.write(`${head}connection: close\r\n\r\n`));
    socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    socket.once('close', () => resolve(text)).once('error', reject);
  });
}

interface Told {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

const own = { authorization: `Bearer ${TOKEN}` };

describe('the token', () => {
  it.each([
    [{ authorization: `Bearer ${TOKEN}` }],
    [{ authorization: `bearer  ${TOKEN}` }],
    [{ 'x-api-key': TOKEN }],
    [{ authorization: 'Bearer sk-something', 'x-api-key': TOKEN }],
    [{ authorization: `Bearer ${TOKEN}`, 'x-api-key': 'sk-ant-something' }],
  ])('is taken as %j', async (headers) => {
    expect((await get('/status', headers)).status).toBe(200);
  });

  it.each<[Record<string, string>]>([
    [{}],
    [{ authorization: TOKEN }],
    [{ authorization: `Basic ${TOKEN}` }],
    [{ authorization: `Bearer ${TOKEN}x` }],
    [{ 'x-api-key': TOKEN.slice(1) }],
    [{ authorization: 'Bearer ' }],
  ])('is wanted: %j', async (headers) => {
    const { status, body } = await get('/v1/models', headers);
    expect(status).toBe(401);
    const error = { type: 'invalid_request_error', param: null, code: 'invalid_api_key' };
    expect(JSON.parse(body)).toMatchObject({ error });
    expect(body).not.toContain(TOKEN.slice(4));
  });

  it('is not taken from the address, and wanted where there is nothing', async () => {
    expect((await get(`/status?token=${TOKEN}&api_key=${TOKEN}`, {})).status).toBe(401);
    expect((await get('/nothing', {})).status).toBe(401);
    expect((await get('/v1/messages', { 'anthropic-version': '2023-06-01' }, 'POST')).body).toMatch(
      /^{"type":"error","error":{"type":"authentication_error"/,
    );
  });

  it('is not wanted for health and the page, which say nothing of the person', async () => {
    expect(await get('/health', {})).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    const { status, headers, body } = await get('/', {});
    expect([status, headers['content-security-policy']]).toEqual([200, expect.stringContaining("default-src 'none'")]);
    expect(body).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)/);
    expect(body).not.toContain(TOKEN);
  });
});

describe('where a request comes from', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('may be %s', async (name) => {
    const host = `${name}:${stage.port}`;
    expect((await get('/status', { ...own, host })).status).toBe(200);
    expect((await get('/status', { ...own, host, origin: `http://${host}` })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '127.0.0.1.nip.io:PORT',
    '192.168.0.2:PORT',
    '[::1',
  ])('is no other host, as with DNS rebinding: %s', async (name) => {
    const host = name.replace('PORT', String(stage.port));
    for (const path of ['/status', '/', '/health']) {
      const { status, body } = await get(path, { ...own, host });
      expect([status, body]).toEqual([403, expect.stringContaining('"code":"foreign_origin"')]);
    }
  });

  it.each([
    'https://evil.example',
    'null',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1:1',
    'http://localhost.evil:PORT',
  ])('is no page of another site: %s', async (origin) => {
    const headers = { ...own, origin: origin.replace('PORT', String(stage.port)) };
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const told = await get('/v1/models', headers, method);
      expect(told.status).toBe(403);
      expect(Object.keys(told.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('is no page that sends no origin', async () => {
    expect((await get('/status', { ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('is not the gateway itself', async () => {
    const circle = await get('/v1/models', { 'x-devmgr-gateway': 'other, mine', authorization: 'Bearer sk-any' });
    expect([circle.status, circle.body]).toEqual([400, expect.stringContaining('OPENAI_BASE_URL')]);
    expect((await get('/v1/models', { ...own, 'x-devmgr-gateway': 'a,b,c,d' })).status).toBe(400);
    expect((await get('/health', { ...own, 'x-devmgr-gateway': 'other' })).status).toBe(200);
  });

  it('names one host, and expects nothing else', async () => {
    const hosts = `host: localhost:${stage.port}\r\n`;
    const auth = `authorization: Bearer ${TOKEN}\r\n`;
    expect(await raw(`GET /status HTTP/1.1\r\n${hosts}${hosts}${auth}`)).toMatch(
      /^HTTP\/1.1 400 [^]*"code":"invalid_host"/,
    );
    expect(await raw(`GET /status HTTP/1.1\r\n${auth}`)).toMatch(/^HTTP\/1.1 400 [^]*no header Host/);
    expect(await raw(`GET /status HTTP/1.1\r\n${hosts}${auth}expect: tea\r\n`)).toMatch(/^HTTP\/1.1 417 [^]*"error":/);
    expect(await raw(`GET /status HTTP/1.1\r\n${hosts}${auth}`)).toMatch(/^HTTP\/1.1 200 /);
    expect(await raw(`nonsense\r\n`)).toMatch(/^HTTP\/1.1 400 [^]*no request as HTTP/);
  });

  it('is reached at ::1 too, where the machine has it', async () => {
    const six = await new Promise<boolean | 'none'>((resolve) => {
      const socket = connect({ host: '::1', port: stage.port });
      socket.once('connect', () => (socket.destroy(), resolve(true)));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? false : 'none'));
    });
    expect(six).not.toBe(false);
    if (six !== true) return;
    expect(await raw(`nonsense\r\n`, '::1')).toMatch(/^HTTP\/1.1 400 [^]*no request as HTTP/);
  });
});

describe('an open gateway', () => {
  it('has addresses, and names of its machine only', async () => {
    const open = await gatewayStage({ host: '0.0.0.0' });
    const at = (name: string) =>
      new Promise<number>((resolve, reject) => {
        const headers = { ...own, host: `${name}:${open.port}` };
        ask({ host: '127.0.0.1', port: open.port, path: '/status', headers, agent: false }, (response) =>
          resolve(response.resume().statusCode ?? 0),
        )
          .on('error', reject)
          .end();
      });
    expect([await at('192.168.7.7'), await at('evil.example'), await at('127.0.0.1')]).toEqual([200, 403, 200]);
    await open.dispose();
  });
});

describe('limits', () => {
  it('are told with the time after which to ask again', async () => {
    const limited = await gatewayStage({ settings: { requestsPerMinute: 2 } });
    const ask = () => limited.fetch('/v1/models/none');
    const statuses = [(await ask()).status, (await ask()).status];
    const third = await ask();
    expect([...statuses, third.status]).toEqual([404, 404, 429]);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await third.json()).toMatchObject({ error: { type: 'rate_limit_error', code: 'rate_limit_exceeded' } });
    expect((await limited.fetch('/health')).status).toBe(200);
    await limited.dispose();
  });
});
