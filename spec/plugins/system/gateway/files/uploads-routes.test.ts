import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import OpenAI, { toFile } from 'openai';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FileFolder } from '../../../../../plugins/system/gateway/files/file-folder.js';
import { filesRoutes } from '../../../../../plugins/system/gateway/files/files-routes.js';
import { uploadsRoutes } from '../../../../../plugins/system/gateway/files/uploads-routes.js';
import { until } from '../../../../core/processes/until.js';
import { routeStage, type RouteStage } from '../support/route-stage.js';

const clock = new FakeClock();
let root: string;
let stage: RouteStage;
let openai: OpenAI;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'devmgr-uploads-'));
  await open();
});
const open = async () => {
  const files = new FileFolder({ folder: join(root, 'gateway-files'), clock, maxBytes: 1000, maxTotalBytes: 10_000 });
  const context = { storage: { workspaceDir: root }, clock } as unknown as PluginContext;
  stage = await routeStage((app) => {
    filesRoutes(app, { files });
    uploadsRoutes(app, { files, context });
  });
  openai = new OpenAI({ apiKey: 'none', baseURL: `${stage.url}/v1`, maxRetries: 0 });
};
afterEach(async () => {
  await stage[Symbol.asyncDispose]();
  await rm(root, { recursive: true });
});

const begin = (bytes: number) =>
  openai.uploads.create({ bytes, filename: '../a.jsonl', mime_type: 'text/jsonl', purpose: 'fine-tune' });
const part = async (id: string, text: string) =>
  (await openai.uploads.parts.create(id, { data: await toFile(Buffer.from(text), 'part') })).id;
const parts = (id: string) => readdir(join(root, 'gateway-uploads', id));

it('makes a file of parts, in the order that is said, when size and checksum are right', async () => {
  const upload = await begin(6);
  expect(upload).toMatchObject({
    object: 'upload',
    bytes: 6,
    filename: 'a.jsonl',
    status: 'pending',
    purpose: 'fine-tune',
  });
  expect(upload.expires_at - upload.created_at).toBe(3600);
  const [second, first] = [await part(upload.id, 'def'), await part(upload.id, 'abc')];
  const md5 = createHash('md5').update('abcdef').digest('hex');
  const complete = (part_ids: string[], sum = md5) => openai.uploads.complete(upload.id, { part_ids, md5: sum });
  await expect(complete([first])).rejects.toMatchObject({ status: 400, param: 'part_ids' });
  await expect(complete([first, first])).rejects.toMatchObject({ status: 400, param: 'part_ids' });
  await expect(complete([first, 'part_x'])).rejects.toMatchObject({ status: 400, param: 'part_ids' });
  await expect(complete([second, first])).rejects.toMatchObject({ status: 400, param: 'md5' });
  await expect(part(upload.id, 'g')).rejects.toMatchObject({ status: 400, param: 'data' });
  const done = await complete([first, second]);
  expect(done).toMatchObject({ status: 'completed', file: { object: 'file', bytes: 6, filename: 'a.jsonl' } });
  expect(await (await openai.files.content(done.file?.id ?? '')).text()).toBe('abcdef');
  expect(await parts(upload.id)).toEqual(['upload.json']);
  await expect(complete([first, second])).rejects.toThrow('The upload is completed');
});

it('is completed once when two do it at once', async () => {
  const upload = await begin(3);
  const part_ids = [await part(upload.id, 'abc')];
  const both = await Promise.allSettled([1, 2].map(() => openai.uploads.complete(upload.id, { part_ids })));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await openai.files.list()).data).toHaveLength(1);
});

it('takes nothing after it was cancelled or its hour is over, and nothing that is too large or unknown', async () => {
  const [gone, late] = [await begin(3), await begin(3)];
  await part(gone.id, 'abc');
  expect((await openai.uploads.cancel(gone.id)).status).toBe('cancelled');
  expect(await parts(gone.id)).toEqual(['upload.json']);
  await expect(part(gone.id, 'abc')).rejects.toThrow('The upload is cancelled');
  clock.advance(3_600_000);
  await expect(part(late.id, 'abc')).rejects.toThrow('The upload is expired');
  await expect(begin(1001)).rejects.toMatchObject({ status: 413, param: 'bytes' });
  for (const id of ['upload_x', '..%2f..', `upload_${'a'.repeat(24)}`])
    expect((await stage.json('POST', `/v1/uploads/${id}/cancel`)).status).toBe(404);
  clock.advance(24 * 3_600_000);
  await begin(3);
  expect(await readdir(join(root, 'gateway-uploads'))).toHaveLength(1);
});

it('is cleared away at the next start when its time is over', async () => {
  const old = await begin(3);
  await part(old.id, 'abc');
  clock.advance(60 * 60 * 1000);
  const fresh = await begin(3);
  await stage[Symbol.asyncDispose]();
  await open();
  await until(async () => (await readdir(join(root, 'gateway-uploads'))).length === 1, 'the old one is gone');
  expect(await readdir(join(root, 'gateway-uploads'))).toEqual([fresh.id]);
});
