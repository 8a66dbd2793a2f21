import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from 'devmgr/plugin-api/testing';
import OpenAI, { toFile } from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileFolder } from '../../../../../plugins/system/gateway/files/file-folder.js';
import { filesRoutes } from '../../../../../plugins/system/gateway/files/files-routes.js';
import { until } from '../../../../core/processes/until.js';
import { routeStage, type ErrorBody, type RouteStage } from '../support/route-stage.js';

const dayMs = 24 * 60 * 60 * 1000;
const maxBytes = 200_000;

describe('/v1/files', () => {
  let root: string;
  let folder: string;
  let files: FileFolder;
  let stage: RouteStage;
  let openai: OpenAI;
  const clock = new FakeClock();

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'devmgr-files-'));
    folder = join(root, 'gateway-files');
    files = new FileFolder({ folder, clock, maxBytes, maxTotalBytes: 2 * maxBytes });
    stage = await routeStage((app) => filesRoutes(app, { files }));
    openai = new OpenAI({ apiKey: 'none', baseURL: `${stage.url}/v1`, maxRetries: 0 });
  });

  afterEach(async () => {
    await stage[Symbol.asyncDispose]();
    await rm(root, { recursive: true });
  });

  it('keeps a file, lists it, gives its bytes and deletes it', async () => {
    const bytes = Buffer.from('{"messages": []}\n\u0000\u00ff', 'latin1');
    const made = await openai.files.create({ file: await toFile(bytes, 'train ä.jsonl'), purpose: 'fine-tune' });
    expect(made).toMatchObject({
      object: 'file',
      bytes: bytes.length,
      filename: 'train ä.jsonl',
      purpose: 'fine-tune',
    });
    expect(made).toMatchObject({ status: 'processed', created_at: Math.floor(clock.now() / 1000) });
    expect(made).not.toHaveProperty('expires_at');
    expect(await openai.files.retrieve(made.id)).toEqual(made);
    expect((await openai.files.list()).data).toEqual([made]);
    expect(Buffer.from(await (await openai.files.content(made.id)).arrayBuffer())).toEqual(bytes);
    expect(await openai.files.delete(made.id)).toEqual({ id: made.id, object: 'file', deleted: true });
    expect(await readdir(folder)).toEqual([]);
    await expect(openai.files.retrieve(made.id)).rejects.toThrow(OpenAI.NotFoundError);
    await expect(openai.files.content(made.id)).rejects.toThrow('No such File object');
    await expect(openai.files.delete(made.id)).rejects.toThrow(OpenAI.NotFoundError);
  });

  it('lists by purpose, page by page, in both orders', async () => {
    const ids: string[] = [];
    for (const [at, purpose] of (['batch', 'user_data', 'batch', 'batch'] as const).entries()) {
      ids.push((await openai.files.create({ file: await toFile(Buffer.from('x'), `${at}.txt`), purpose })).id);
      clock.advance(1000);
    }
    const [a, b, c, d] = ids;
    const paged: string[] = [];
    for await (const { id } of openai.files.list({ limit: 1, purpose: 'batch' })) paged.push(id);
    expect(paged).toEqual([d, c, a]);
    expect((await openai.files.list({ order: 'asc' })).data.map(({ id }) => id)).toEqual([a, b, c, d]);
    for (const query of ['limit=0', 'limit=x', 'after=file-unknown', 'order=up']) {
      const { status, body } = await stage.json('GET', `/v1/files?${query}`);
      expect([status, body.error.param]).toEqual([400, query.split('=')[0]]);
    }
  });

  it('reads fields before and after the file, and says which one is wrong', async () => {
    const send = async (fields: readonly (readonly [string, string | Blob])[]) => {
      const form = new FormData();
      for (const [name, value] of fields) form.append(name, value);
      const response = await fetch(`${stage.url}/v1/files`, { method: 'POST', body: form });
      return { status: response.status, body: (await response.json()) as ErrorBody };
    };
    const file = ['file', new Blob(['text'])] as const;
    expect((await send([file, ['purpose', 'user_data']])).status).toBe(200);
    expect((await send([['purpose', 'user_data'], file])).status).toBe(200);
    expect(await readdir(folder)).toHaveLength(4);
    const wrong = [
      [[file], 'purpose'],
      [[file, ['purpose', 'nonsense']], 'purpose'],
      [[['purpose', 'batch']], 'file'],
      [
        [
          ['purpose', 'batch'],
          ['data', new Blob(['x'])],
        ],
        'file',
      ],
      [
        [file, ['purpose', 'batch'], ['expires_after[anchor]', 'created_at'], ['expires_after[seconds]', '5']],
        'expires_after.seconds',
      ],
    ] as const;
    for (const [fields, param] of wrong) {
      const { status, body } = await send(fields);
      expect([status, body.error.param]).toEqual([400, param]);
    }
    expect((await stage.json('POST', '/v1/files', { purpose: 'batch' })).status).toBe(400);
    expect(await readdir(folder)).toHaveLength(4);
  });

  it('takes nothing that is too large, one or all together, and leaves nothing of it', async () => {
    const send = async (size: number) =>
      openai.files.create({ file: await toFile(Buffer.alloc(size), 'big'), purpose: 'batch' });
    await expect(send(maxBytes + 1)).rejects.toThrow('max-file-mb');
    expect(await readdir(folder)).toEqual([]);
    await send(maxBytes);
    await send(maxBytes);
    await expect(send(1)).rejects.toThrow('All files of the gateway together');
    expect(await readdir(folder)).toHaveLength(4);
  });

  it('never makes a path of what a client says', async () => {
    const names = ['../../etc/passwd', '..', 'C:\\x\\evil.txt', 'a\u202eb\u0007c', `${'n'.repeat(400)}.jsonl`, ''];
    for (const name of names) {
      const made = await openai.files.create({ file: new File(['x'], name), purpose: 'batch' });
      expect(made.filename).toMatch(/^[^/\\]+$/);
      expect(made.filename.length).toBeLessThanOrEqual(200);

      expect(made.filename).not.toMatch(/[\u0000-\u001f\u202e]|^\.\.?$/);
    }
    expect(await readdir(root)).toEqual(['gateway-files']);
    for (const id of ['..%2f..%2fx', '%2e%2e', 'file-../../x', `file-${'a'.repeat(24)}`, 'file-x%00'])
      expect([400, 404]).toContain((await fetch(`${stage.url}/v1/files/${id}/content`)).status);
  });

  it('keeps files to the person alone', async () => {
    await openai.files.create({ file: new File(['x'], 'a'), purpose: 'batch' });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  });

  it('deletes files whose time is over, and what a killed gateway left', async () => {
    const file = new File(['x'], 'a');
    const trained = await openai.files.create({ file, purpose: 'fine-tune' });
    const usual = await openai.files.create({ file, purpose: 'user_data' });
    const short = await openai.files.create({
      file,
      purpose: 'batch',
      expires_after: { anchor: 'created_at', seconds: 3600 },
    });
    expect(short.expires_at! - short.created_at).toBe(3600);
    clock.advance(3_600_001);
    expect((await openai.files.list({ order: 'asc' })).data.map(({ id }) => id).toSorted()).toEqual(
      [trained.id, usual.id].toSorted(),
    );
    clock.advance(31 * dayMs);
    await expect(openai.files.retrieve(usual.id)).rejects.toThrow(OpenAI.NotFoundError);
    const left = ['draft', 'data', 'json.abc.new'].map((ending) => `file-${'L'.repeat(24)}.${ending}`);
    const young = `file-${'Y'.repeat(24)}.draft`;
    for (const name of [...left, young, 'notes.txt']) await writeFile(join(folder, name), 'x');
    const now = clock.now() / 1000;
    for (const name of [...left, 'notes.txt']) await utimes(join(folder, name), now - 90_000, now - 90_000);
    await utimes(join(folder, young), now, now);
    await files.tidy();
    const kept = [`${trained.id}.data`, `${trained.id}.json`, young, 'notes.txt'];
    expect((await readdir(folder)).toSorted()).toEqual(kept.toSorted());
  });

  it('is one folder for several gateways', async () => {
    const other = new FileFolder({ folder, clock, maxBytes, maxTotalBytes: 2 * maxBytes });
    const made = await openai.files.create({ file: new File(['x'], 'a'), purpose: 'batch' });
    expect((await other.all()).map(({ id }) => id)).toEqual([made.id]);
    expect(await other.delete(made.id)).toBe(true);
    expect((await openai.files.list()).data).toEqual([]);
    await expect(openai.files.retrieve(made.id)).rejects.toThrow(OpenAI.NotFoundError);
  });

  it('forgets a file whose client goes in the middle', async () => {
    const { port } = new URL(stage.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST /v1/files HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 90000\r\n\r\n`;
    socket.write(
      `${head}--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'x'.repeat(40_000)}`,
    );
    await until(async () => (await readdir(folder).catch(() => [])).length === 1, 'one file on its way');
    socket.destroy();
    await until(async () => (await readdir(folder)).length === 0, 'nothing of it is left');
    expect((await openai.files.list()).data).toEqual([]);
  });

  it('reads torn forms and nonsense as what they are', async () => {
    const send = (body: string, type = 'multipart/form-data; boundary=B') =>
      fetch(`${stage.url}/v1/files`, { method: 'POST', headers: { 'content-type': type }, body });
    const part = '--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
    for (const body of ['', 'nonsense', part, `${part}xx`, `${part}xx\r\n--B`, `${part}xx\r\n--B\r\nContent-`])
      expect((await send(body)).status).toBe(400);
    expect((await send('x', 'multipart/form-data')).status).toBeLessThan(500);
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });
});
