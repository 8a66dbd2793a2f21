import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Memento } from 'devmgr/plugin-api';
import type { FineTuningCreateProgress } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProviderApi } from '../../../../../plugins/system/finetuning/adapters/api/provider-api.js';
import { openAiUploader } from '../../../../../plugins/system/finetuning/adapters/openai/openai-uploader.js';
import type { Uploader } from '../../../../../plugins/system/finetuning/adapters/upload/uploader.js';
import { FineTuningDouble, type DoubleRequest } from '../../../../support/ai-doubles/fine-tuning-double.js';
import { HostedStage, soon } from './support/hosted-stage.js';

const PART = 1_000;
const content = randomBytes(3_500);
const fault = { status: 500, headers: { 'retry-after-ms': '1' }, body: { error: { message: 'oops' } } };

describe('a large file', () => {
  let double: FineTuningDouble;
  let stage: HostedStage;
  let values: Map<string, unknown>;
  let parts: Map<string, Buffer>;
  let isFull: boolean;

  beforeEach(async () => {
    double = await FineTuningDouble.start();
    stage = new HostedStage({ openai: double.baseUrl });
    values = new Map();
    isFull = false;
    parts = new Map();
    double.route('POST /uploads', () => ({
      body: { id: 'upload_1', status: 'pending', expires_at: Math.floor(Date.now() / 1_000) + 3_600 },
    }));
    double.route('POST /uploads/upload_1/parts', (request) => {
      const id = `part_${parts.size + 1}`;
      parts.set(id, dataOf(request));
      return { body: { id, object: 'upload.part' } };
    });
    double.route('POST /uploads/upload_1/complete', { body: { id: 'upload_1', file: { id: 'file-7' } } });
    double.route('POST /uploads/upload_1/cancel', { body: { id: 'upload_1', status: 'cancelled' } });
  });
  afterEach(async () => {
    await stage.dispose();
    await double.stop();
  });

  const state: Memento = {
    get: (key) => values.get(key),
    set: async (key, value) => {
      if (isFull) throw new Error('ENOSPC: no space left on device');
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
  const uploader = (): Uploader => {
    const { registry, host } = stage.ai;
    const api = new ProviderApi({ providerId: 'openai', registry, host });
    return openAiUploader(api, { state, largeBytes: PART, partBytes: PART });
  };
  const asked = (at: string) => double.asked.filter((each) => each === at).length;

  test('goes in parts, is completed once, and arrives as it is', async () => {
    const seen: FineTuningCreateProgress[] = [];
    const path = stage.file('large.jsonl', content);
    const file = await uploader()(path, { ...soon(), onProgress: (progress) => seen.push(progress) });
    expect(file.id).toBe('file-7');
    expect(double.requests[0]?.json).toEqual({
      filename: 'large.jsonl',
      purpose: 'fine-tune',
      bytes: 3_500,
      mime_type: 'text/jsonl',
    });
    expect(Buffer.concat([...parts.values()]).equals(content)).toBe(true);
    expect(double.requests.at(-1)?.json).toEqual({
      part_ids: ['part_1', 'part_2', 'part_3', 'part_4'],
      md5: createHash('md5').update(content).digest('hex'),
    });
    expect(seen.at(-1)).toEqual({ type: 'upload', file: path, sentBytes: 3_500, totalBytes: 3_500 });
    expect(values.get('finetune-uploads')).toEqual([]);
  });

  test('goes on with the parts that are missing, also by another devmgr', async () => {
    const path = stage.file('large.jsonl', content);
    double.answerNext('POST /uploads/upload_1/parts', await firstPart(), fault, fault, fault);
    await expect(uploader()(path, soon())).rejects.toMatchObject({ failure: { kind: 'server-error' } });
    expect(asked('POST /uploads/upload_1/cancel')).toBe(0);
    await uploader()(path, soon());
    expect(asked('POST /uploads')).toBe(1);
    expect(Buffer.concat([...parts.values()]).equals(content.subarray(PART))).toBe(true);
    expect(double.requests.at(-1)?.json['part_ids']).toEqual(['part_0', 'part_1', 'part_2', 'part_3']);

    async function firstPart() {
      return { body: { id: 'part_0' } };
    }
  });

  test('that the provider has forgotten begins anew', async () => {
    const path = stage.file('large.jsonl', content);
    double.answerNext('POST /uploads/upload_1/parts', { body: { id: 'part_0' } }, fault, fault, fault);
    await expect(uploader()(path, soon())).rejects.toThrow();
    const gone = { status: 404, body: { error: { message: 'no such upload' } } };
    double.answerNext('POST /uploads/upload_1/parts', gone);
    expect((await uploader()(path, soon())).id).toBe('file-7');
    expect(asked('POST /uploads')).toBe(2);
    expect(Buffer.concat([...parts.values()]).equals(content)).toBe(true);
  });

  test('that is stopped leaves nothing', async () => {
    const stop = new AbortController();
    double.route('POST /uploads/upload_1/parts', () => {
      stop.abort('enough');
      return { body: { id: 'part_1' } };
    });
    await expect(uploader()(stage.file('large.jsonl', content), { signal: stop.signal })).rejects.toBe('enough');
    expect(double.asked.at(-1)).toBe('POST /uploads/upload_1/cancel');
    expect(values.get('finetune-uploads')).toEqual([]);
  });

  test('arrives also when the disk is too full to remember it, and is cancelled where it breaks', async () => {
    const path = stage.file('large.jsonl', content);
    isFull = true;
    expect((await uploader()(path, soon())).id).toBe('file-7');
    double.answerNext('POST /uploads/upload_1/parts', { body: { id: 'part_0' } }, fault, fault, fault);
    await expect(uploader()(path, soon())).rejects.toMatchObject({ failure: { kind: 'server-error' } });
    expect(double.asked.at(-1)).toBe('POST /uploads/upload_1/cancel');
  });

  test('that is written to meanwhile is not sent as if it were whole', async () => {
    const path = stage.file('large.jsonl', content);
    double.answerNext('POST /uploads/upload_1/parts', { body: { id: 'part_0' } });
    double.route('POST /uploads', () => {
      appendFileSync(path, 'more');
      return { body: { id: 'upload_1' } };
    });
    await expect(uploader()(path, soon())).rejects.toMatchObject({
      message: expect.stringContaining('was changed while it was sent') as string,
    });
    expect(asked('POST /uploads/upload_1/complete')).toBe(0);
    expect(double.asked.at(-1)).toBe('POST /uploads/upload_1/cancel');
  });

  test('goes in one request to a server without parts', async () => {
    const none = { status: 404, body: { error: { message: 'unknown' } } };
    double.route('POST /uploads', none);
    double.route('POST /files', { body: { id: 'file-8' } });
    expect((await uploader()(stage.file('large.jsonl', content), soon())).id).toBe('file-8');
    const sent = double.requests.at(-1);
    expect(sent && dataOf(sent, 'file').equals(content)).toBe(true);
    expect(sent?.body.toString('latin1')).toContain('name="purpose"\r\n\r\nfine-tune');
  });

  test.each([
    ['that is not there', 'none.jsonl', 'does not exist'],
    ['that is a folder', '.', 'is no file'],
  ])('%s is told before anything is sent', async (_name, path, message) => {
    await expect(uploader()(`${stage.folder}/${path}`, soon())).rejects.toThrow(message);
    expect(double.asked).toEqual([]);
  });
});

/** The bytes of the file in a multipart body. */
function dataOf({ body, headers }: DoubleRequest, name = 'data'): Buffer {
  const boundary = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const from = body.indexOf('\r\n\r\n', body.indexOf(`name="${name}"; filename`)) + 4;
  return body.subarray(from, body.indexOf(`\r\n--${boundary}`, from));
}
