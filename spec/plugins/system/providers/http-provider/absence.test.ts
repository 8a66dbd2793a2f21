import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answer, hangUp, json, redirect, route, type Fault } from '../../../../support/faults.js';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { freePort } from '../../../../support/free-port.js';
import { ask } from '../support/ai-stage.js';
import { HttpStage, modelList, type HttpStageOptions } from './http-stage.js';

let server: FaultServer | undefined;
let stage: HttpStage;

afterEach(async () => {
  await stage.dispose();
  await server?.dispose();
  server = undefined;
});

/** A provider of the settings, as somebody has at work. */
async function statusAt(baseUrl: string, definition: HttpStageOptions['definition'] = {}) {
  stage = new HttpStage(baseUrl, { definition, settings: { retries: 0 } });
  await stage.provider.refresh({ signal: AbortSignal.timeout(60_000) });
  const { status } = stage.provider.state.get();
  if (status.kind !== 'unreachable') throw new Error(`It is ${status.kind}`);
  return status;
}

async function statusOf(fault: Fault, path = '/v1', definition?: HttpStageOptions['definition']) {
  server = await startFaultServer(fault);
  return statusAt(`${server.url}${path}`, definition);
}

const HTML = '<!doctype html><title>Our chat</title>';
const html = (status: number) => answer(status, HTML, { 'content-type': 'text/html' });
const SETTING = 'base-url in [system.providers.acme] of ~/.devmgr/config.toml';

describe.each(['cloud', 'local-server'] as const)('an own provider (%s) that does not answer', (kind) => {
  it('because nobody listens: start it, or correct the address', async () => {
    const url = `http://127.0.0.1:${await freePort()}/v1`;
    const { reason, hint } = await statusAt(url, { kind });
    expect(reason).toBe(`connection refused at ${url}`);
    expect(hint).toBe(`Nothing listens there: start it, or correct ${SETTING}`);
    const { error } = await ask(stage.provider.languageModel('m-1'));
    expect((error as { hint?: string }).hint).toBe(hint);
  });

  it('because it is overloaded, with its own words: later', async () => {
    const { reason, hint } = await statusOf(json({ error: { message: 'Loading' } }, 503), '/v1', { kind });
    expect(reason).toBe(`status 503 (Loading) at ${server?.url}/v1`);
    expect(hint).toMatch(/^Try again later/);
  });

  it('because the address is a web page: with a version perhaps', async () => {
    const { reason, hint } = await statusOf(html(200), '', { kind });
    expect(reason).toBe(`answered with a web page, not JSON at ${server?.url}`);
    expect(hint).toBe(`Did you mean ${server?.url}/v1? Set ${SETTING} to it`);
  });

  it('because the version is missing in the address', async () => {
    const faults = { '/api/v1/models': json(modelList('m-1')) };
    const { reason, hint } = await statusOf(route(faults), '/api?key=x', { kind });
    expect(reason).toContain('status 404');
    expect(hint).toContain(`Did you mean ${server?.url}/api/v1?key=x?`);
  });

  it('because there is nothing under the version: the address is to be checked', async () => {
    const { hint } = await statusOf(answer(404), '/v1', { kind });
    expect(hint).toBe(`Check the base URL, ${server?.url}/v1, in ${SETTING}`);
  });

  it('because it has moved: where to', async () => {
    const { reason, hint } = await statusOf(redirect('https://new.example/v1/models'), '/v1', { kind });
    expect(reason).toContain('redirects to new.example');
    expect(hint).toContain('https://new.example/v1');
  });

  it('because it speaks plain http', async () => {
    const plain = await startFaultServer(answer(200));
    server = plain;
    const { reason, hint } = await statusAt(`https://127.0.0.1:${plain.port}/v1`, { kind });
    expect(reason).toContain('does not speak TLS');
    expect(hint).toBe(`Set ${SETTING} to http://127.0.0.1:${plain.port}/v1`);
  });

  it('because it speaks https only', async () => {
    const { hint } = await statusOf(answer(400, 'Client sent an HTTP request to an HTTPS server.'), '/v1', { kind });
    expect(hint).toBe(`Set ${SETTING} to https://127.0.0.1:${server?.port}/v1`);
  });

  it('because it closes the connection', async () => {
    const { hint } = await statusOf(hangUp(), '/v1', { kind });
    expect(hint).toContain('is it https://');
  });
});

describe('an own provider', () => {
  it('that takes the connection and says nothing: later', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const { reason, hint } = await statusAt(`http://127.0.0.1:${port}/v1`);
    expect(reason).toContain('no answer within 8 s');
    expect(hint).toMatch(/^Try again later/);
    silent.close();
  });

  it('whose host nobody knows: the name', async () => {
    const { reason, hint } = await statusAt('http://nobody.invalid/v1');
    expect(reason).toContain('the host name is not known');
    expect(hint).toBe(`Check the host name in ${SETTING}, and the connection`);
  });
});

it('a known local server at its usual address is to be started, whatever answers there', async () => {
  server = await startFaultServer(html(200));
  const usual = { kind: 'local-server', baseUrl: `${server.url}/v1`, setupHint: 'Start it: acme serve' } as const;
  expect((await statusAt(usual.baseUrl, usual)).hint).toBe('Start it: acme serve');
});

it('a service at its own address that is not reached: the connection', async () => {
  const baseUrl = `http://127.0.0.1:${await freePort()}/v1`;
  expect((await statusAt(baseUrl, { baseUrl })).hint).toBe(`Check the connection, the proxy, and ${SETTING}`);
});
