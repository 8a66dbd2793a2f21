import OpenAI, { toFile } from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientStage, type ClientStage } from './support/client-stage.js';

let stage: ClientStage;
beforeAll(async () => (stage = await clientStage()));
afterAll(() => stage.dispose());
afterEach(() => expect(stage.faults()).toEqual([]));

const example = JSON.stringify({
  messages: [
    { role: 'user', content: 'ping' },
    { role: 'assistant', content: 'pong' },
  ],
});
const examples = Array.from({ length: 12 }, (_, at) => example.replace('ping', `ping ${at}`)).join('\n');

describe('the client of OpenAI', () => {
  it('keeps files, reads them back and deletes them', async () => {
    const { files } = stage.openai;
    const made = await files.create({ file: await toFile(Buffer.from('grüße'), 'notes.txt'), purpose: 'user_data' });
    expect(made).toMatchObject({ object: 'file', filename: 'notes.txt', bytes: 7, purpose: 'user_data' });
    expect(await files.retrieve(made.id)).toMatchObject({ id: made.id });
    expect(await (await files.content(made.id)).text()).toBe('grüße');
    const listed: string[] = [];
    for await (const { id } of files.list({ purpose: 'user_data', limit: 1 })) listed.push(id);
    expect(listed).toEqual([made.id]);
    expect(await files.delete(made.id)).toMatchObject({ id: made.id, deleted: true });
    await expect(files.retrieve(made.id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('uploads a file in parts', async () => {
    const { uploads, files } = stage.openai;
    const upload = await uploads.create({ filename: 'a.txt', bytes: 6, mime_type: 'text/plain', purpose: 'user_data' });
    const parts = [];
    for (const text of ['abc', 'def'])
      parts.push(await uploads.parts.create(upload.id, { data: await toFile(Buffer.from(text), 'part') }));
    const done = await uploads.complete(upload.id, { part_ids: parts.map(({ id }) => id) });
    expect(done).toMatchObject({ status: 'completed', file: { filename: 'a.txt', bytes: 6 } });
    expect(await (await files.content(done.file!.id)).text()).toBe('abcdef');
    const other = await uploads.create({ filename: 'b.txt', bytes: 6, mime_type: 'text/plain', purpose: 'user_data' });
    expect(await uploads.cancel(other.id)).toMatchObject({ status: 'cancelled' });
  });

  it.each(['openai/gpt-6-luna', 'anthropic/claude-haiku-5-5'])('has %s read a file', async (model) => {
    const text = await toFile(Buffer.from('hello'), 'question.txt');
    const { id } = await stage.openai.files.create({ file: text, purpose: 'user_data' });
    const content = [{ type: 'file' as const, file: { file_id: id } }];
    await stage.openai.chat.completions.create({ model, messages: [{ role: 'user', content }] });
    const vendor = stage.vendors[model.startsWith('openai') ? 'openai' : 'anthropic'];
    expect(JSON.stringify(vendor.chats.at(-1)?.body)).toMatch(/question\.txt.*hello/s);
    const missing = [{ type: 'file' as const, file: { file_id: 'file-none' } }];
    const asked = stage.openai.chat.completions.create({ model, messages: [{ role: 'user', content: missing }] });
    await expect(asked).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  });

  it('trains a model from a file of the gateway', async () => {
    const file = await stage.openai.files.create({
      file: await toFile(Buffer.from(examples), 't.jsonl'),
      purpose: 'fine-tune',
    });
    const { jobs } = stage.openai.fineTuning;
    const made = await jobs.create({ model: 'openai/gpt-4o', training_file: file.id, suffix: 'pong' });
    expect(made).toMatchObject({ object: 'fine_tuning.job' });
    expect(await jobs.retrieve(made.id)).toMatchObject({ id: made.id });
    const listed: string[] = [];
    for await (const { id } of jobs.list()) listed.push(id);
    expect(listed).toContain(made.id);
    expect((await jobs.listEvents(made.id)).data).toBeInstanceOf(Array);
    expect((await jobs.checkpoints.list(made.id)).data).toBeInstanceOf(Array);
    expect(await jobs.cancel(made.id)).toMatchObject({ status: 'cancelled' });
    await expect(jobs.retrieve('ftjob-none')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(jobs.create({ model: 'nobody/x', training_file: file.id })).rejects.toMatchObject({ status: 400 });
  });
});
