import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { until } from '../../../../core/processes/until.js';
import { gatewayStage, TOKEN, type GatewayStage } from '../support/gateway-stage.js';

let stage: GatewayStage;
let isOpen = true;
afterEach(async () => {
  if (isOpen) await stage.dispose();
});

const form = (purpose: string) => {
  const body = new FormData();
  body.append('purpose', purpose);
  body.append('file', new Blob(['{}\n']), 'train.jsonl');
  return { method: 'POST', body };
};
const recorded = async (count: number) => {
  await until(() => stage.records.length === count, `${count} requests are recorded`);
  return stage.records;
};

it('records files, uploads and jobs, with what went wrong', async () => {
  isOpen = true;
  stage = await gatewayStage({ settings: { record: 'texts' } });
  expect((await stage.fetch('/v1/files', form('user_data'))).status).toBe(200);
  await recorded(1);
  expect((await stage.fetch('/v1/files', form('nothing'))).status).toBe(400);
  await recorded(2);
  await stage.fetch('/v1/uploads', { json: { bytes: 1 } });
  await recorded(3);
  await stage.fetch('/v1/fine_tuning/jobs', { json: { model: 'm' } });
  const records = await recorded(4);
  expect(records[0]).toMatchObject({ request: 'POST /v1/files', status: 200, outcome: 'answered', model: undefined });
  expect(records[1]).toMatchObject({
    status: 400,
    outcome: 'failed',
    error: expect.stringContaining('purpose') as string,
  });
  expect(records[2]).toMatchObject({ request: 'POST /v1/uploads', outcome: 'failed', error: 'filename is missing.' });
  expect(records[3]).toMatchObject({ request: 'POST /v1/fine_tuning/jobs', outcome: 'failed' });
  expect(records.map(({ sent }) => sent)).toEqual(Array.from({ length: 4 }, () => undefined));
  expect(stage.gateway.calls.counts).toEqual({ answered: 1, failed: 3, aborted: 0, reads: 0 });
});

it('counts what is read and is there, and records what is not', async () => {
  isOpen = true;
  stage = await gatewayStage();
  const told: string[] = [];
  stage.gateway.onDidCall(({ request }) => told.push(request));
  const reads = [
    '/v1/models',
    '/v1/files',
    '/v1/files?purpose=batch',
    '/v1/fine_tuning/jobs',
    '/v1/fine_tuning/jobs?limit=1',
  ];
  for (const path of [...reads, ...reads]) expect((await stage.fetch(path)).status).toBe(200);
  await until(() => stage.gateway.calls.counts.reads === 10, 'they are counted');
  expect((await stage.fetch('/v1/files/file-none')).status).toBe(404);
  expect((await stage.fetch('/v1/models/none')).status).toBe(404);
  const records = await recorded(2);
  expect(records.map(({ request }) => request)).toEqual(['GET /v1/files/:id', 'GET /v1/models/*']);
  expect(stage.gateway.calls.counts).toEqual({ answered: 0, failed: 2, aborted: 0, reads: 10 });
  expect(told).toEqual(['GET /v1/files/:id', 'GET /v1/models/*']);
  expect(await (await stage.fetch('/status')).json()).toMatchObject({ calls: { reads: 10, failed: 2 } });
});

it('records once what is refused before it is a call, and some of many', async () => {
  isOpen = true;
  stage = await gatewayStage({ settings: { record: 'texts' } });
  const wrong = { headers: { authorization: 'Bearer x' } };
  const told: string[] = [];
  const refused = async (path: string, init: Parameters<GatewayStage['fetch']>[1], status: number) => {
    const response = await stage.fetch(path, init);
    expect(response.status).toBe(status);
    told.push(((await response.json()) as { error: { message: string } }).error.message);
  };
  await refused('/v1/files', wrong, 401);
  await refused('/v1/chat/completions', { method: 'POST', body: 'model=a' }, 415);
  await refused('/v1/chat/completions', { json: { model: 'm' } }, 400);
  await refused('/v1/responses?key=abc', { json: { model: 'm' } }, 404);
  await refused('/chat/completions', { json: {} }, 404);
  await refused('/ready', wrong, 401);
  expect(told[3]).toContain('ask POST /v1/chat/completions');
  expect(told[4]).toContain('base URL with it');
  const records = await recorded(5);
  expect(records.map(({ request, status, model }) => [request, status, model])).toEqual([
    ['GET /v1/files', 401, undefined],
    ['POST /v1/chat/completions', 415, undefined],
    ['POST /v1/chat/completions', 400, 'm'],
    ['POST /v1/responses', 404, 'm'],
    ['POST /chat/completions', 404, undefined],
  ]);
  expect(records.map(({ error }) => error)).toEqual(told.slice(0, 5));
  expect(records.some(({ outcome, sent }) => outcome !== 'failed' || sent !== undefined)).toBe(false);
  for (let turn = 0; turn < 80; turn += 1) await stage.fetch('/v1/files', wrong);
  expect(stage.gateway.calls.counts.failed).toBe(85);
  expect(stage.records.length).toBeLessThan(65);
});

/** The beginning of an upload whose end is up to the spec. */
async function half(path = '/v1/files') {
  const socket = connect(stage.port, '127.0.0.1');
  await once(socket, 'connect');
  const head = '--b\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nuser_data\r\n--b\r\n';
  const file = 'content-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of it';
  const end = '\r\n--b--\r\n';
  const length = head.length + file.length + end.length;
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${stage.port}\r\nauthorization: Bearer ${TOKEN}\r\n` +
      `content-type: multipart/form-data; boundary=b\r\ncontent-length: ${length}\r\n\r\n${head}${file}`,
  );
  let answer = '';
  socket.on('data', (data) => (answer += String(data)));
  const closed = once(socket, 'close');
  socket.on('error', () => undefined);
  await until(() => stage.gateway.calls.size === 1, 'the upload has begun');
  return { socket, closed, end: () => socket.write(end), answer: () => answer };
}

const left = () => readdir(join(stage.ai.test.context.storage.workspaceDir, 'gateway-files')).catch(() => []);

it('waits for an upload that goes on when the gateway is stopped', async () => {
  stage = await gatewayStage();
  const upload = await half();
  const closed = stage.gateway.close(10_000);
  upload.end();
  await closed;
  isOpen = false;
  await upload.closed;
  expect(upload.answer()).toContain('200 OK');
  expect(stage.records).toMatchObject([{ outcome: 'answered' }]);
  await stage.ai.dispose();
});

it('ends an upload that does not come to its end by then, says so, and keeps nothing of it', async () => {
  stage = await gatewayStage();
  const upload = await half();
  await stage.gateway.close(0);
  isOpen = false;
  await upload.closed;
  expect(upload.answer()).toMatch(/^HTTP\/1\.1 503 /);
  expect(upload.answer()).toContain('gateway_stopping');
  expect(stage.records).toMatchObject([{ outcome: 'failed', status: 503, error: 'The gateway is being stopped.' }]);
  await until(async () => (await left()).length === 0, 'nothing is left');
  await stage.ai.dispose();
});

it('records an upload whose client has gone as one that was left', async () => {
  isOpen = true;
  stage = await gatewayStage();
  const upload = await half();
  upload.socket.destroy();
  expect((await recorded(1))[0]).toMatchObject({ outcome: 'aborted', status: 499, error: undefined });
  await until(async () => (await left()).length === 0, 'nothing is left');
});
