import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { json, silence } from '../../../../support/faults.js';
import { ask, client, faulty, keep, limits } from './support/client-stage.js';
import { startProxy } from './support/start-proxy.js';
import { waitFor } from '../../../../support/wait-for.js';

const pem = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../../fixtures/tls/${name}.pem`, import.meta.url)), 'utf8');
const tls = { key: pem('localhost.key'), cert: pem('localhost.cert') };

describe('https', () => {
  it('a certificate that is trusted', async () => {
    const server = await faulty(json('safe'), { tls });
    const http = client({ authorities: tls.cert });
    for (let i = 0; i < 2; i++) expect(await (await http.send(ask(server.url))).text(10)).toBe('"safe"');
    expect(server.acceptedConnections).toBe(1);
  });

  it('one that is not, one for another host, and no TLS at all', async () => {
    const server = await faulty(json('never'), { tls });
    await expect(client().send(ask(server.url))).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'the certificate is self-signed',
    });
    const byAddress = client({ authorities: tls.cert }).send(ask(`https://127.0.0.1:${server.port}`));
    await expect(byAddress).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'the certificate is for another host',
    });
    const open = await faulty(json('plain'));
    await expect(client().send(ask(`https://localhost:${open.port}`))).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'what answers there does not speak TLS (is it http:// and not https://?)',
    });
    expect(server.requests).toEqual([]);
  });

  it('a server that closes during the handshake', async () => {
    const server = await faulty(silence(), { onConnection: 'close' });
    await expect(client().send(ask(`https://localhost:${server.port}`))).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'the connection was closed while it was made',
    });
  });
});

describe('through a proxy', () => {
  it('http: the proxy is asked for the whole URL, and keeps its connection', async () => {
    const server = await faulty(json('there'));
    const proxy = keep(await startProxy({ login: 'me:p@ss' }));
    const http = client({ env: { HTTP_PROXY: `http://me:p%40ss@${proxy.address}` } });
    const url = `http://ai.test:${server.port}/v1/models`;
    for (let i = 0; i < 2; i++) expect(await (await http.send(ask(url))).text(10)).toBe('"there"');
    expect(proxy.asked).toEqual([`GET ${url}`, `GET ${url}`]);
    expect(server.requests[0]?.headers).toMatchObject({ host: `ai.test:${server.port}` });
    expect(proxy.openConnections()).toBe(1);
  });

  it('https: through a tunnel, in which the proxy sees no key', async () => {
    const server = await faulty(json('there'), { tls });
    const proxy = keep(await startProxy({ login: 'me:secret' }));
    const http = client({ env: { https_proxy: `me:secret@${proxy.address}` }, authorities: tls.cert });
    const sent = ask(`https://ai.test:${server.port}/`, { headers: { authorization: 'Bearer k' } });
    for (let i = 0; i < 2; i++) expect(await (await http.send(sent)).text(10)).toBe('"there"');
    expect(server.requests[0]?.headers).toMatchObject({ authorization: 'Bearer k' });
    expect(proxy.asked).toEqual([`CONNECT ai.test:${server.port}`]);
    expect(proxy.headers).not.toContain('authorization');
  });

  it('a wrong password is told without it', async () => {
    const server = await faulty(json('never'), { tls });
    const proxy = keep(await startProxy({ login: 'me:right' }));
    const http = client({ env: { ALL_PROXY: `http://me:wr0ng@${proxy.address}` } });
    const error = await http.send(ask(`https://ai.test:${server.port}/`)).catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: `the proxy ${proxy.address}: it wants another user or password (status 407)`,
    });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('wr0ng');
    await waitFor(() => expect(proxy.openConnections()).toBe(0));
  });

  it('a proxy that is not there', async () => {
    const proxy = await startProxy();
    await proxy.dispose();
    const http = client({ env: { ALL_PROXY: `http://me:secret@${proxy.address}` } });
    const failure = { kind: 'unreachable', message: `the proxy ${proxy.address}: connection refused` };
    await expect(http.send(ask('https://ai.test/'))).rejects.toMatchObject(failure);
    await expect(http.send(ask('http://ai.test/'))).rejects.toMatchObject(failure);
  });

  it('a proxy that hangs leaves nothing open, neither after the time limit nor after aborting', async () => {
    const proxy = keep(await startProxy({ hangs: true }));
    const http = client({ env: { HTTPS_PROXY: proxy.address } });
    const late = http.send(ask('https://ai.test/', { timeouts: limits({ connect: 100 }) }));
    await expect(late).rejects.toMatchObject({ kind: 'connect-timeout' });
    const stop = new AbortController();
    const aborted = http.send(ask('https://ai.test/', { signal: stop.signal }));
    await waitFor(() => expect(proxy.asked).toHaveLength(2));
    stop.abort('enough');
    await expect(aborted).rejects.toBe('enough');
    await waitFor(() => expect(proxy.openConnections()).toBe(0));
  });

  it('a proxy that is asked over TLS', async () => {
    const server = await faulty(json('there'));
    const proxy = keep(await startProxy({ tls }));
    const http = client({ env: { HTTP_PROXY: `https://localhost:${proxy.port}` }, authorities: tls.cert });
    expect(await (await http.send(ask(`http://ai.test:${server.port}/`))).text(10)).toBe('"there"');
    expect(proxy.asked).toEqual([`GET http://ai.test:${server.port}/`]);
  });

  it('this machine is asked directly, and the environment of the process does not count', async () => {
    const server = await faulty(json('here'));
    const http = client({ env: { HTTP_PROXY: 'http://127.0.0.1:1' } });
    expect(await (await http.send(ask(server.url))).text(10)).toBe('"here"');
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    const unknown = client().send(ask('http://no-such-host.invalid/'));
    await expect(unknown).rejects.toMatchObject({ message: 'the host name is not known' });
    vi.unstubAllEnvs();
  });
});
