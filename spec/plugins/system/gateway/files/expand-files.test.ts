import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expandFiles } from '../../../../../plugins/system/gateway/files/expand-files.js';
import { FileFolder } from '../../../../../plugins/system/gateway/files/file-folder.js';

const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
const pdf = Buffer.from('%PDF-1.7 rest');

let root: string;
let files: FileFolder;
const ids: Record<string, string> = {};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'devmgr-expand-'));
  const limits = { maxBytes: 64 * 1024 * 1024, maxTotalBytes: 2 ** 40 };
  files = new FileFolder({ folder: join(root, 'files'), clock: new FakeClock(), ...limits });
  const all = {
    'notes.md': '# ä',
    'dot.png': png,
    'paper.pdf': pdf,
    'app.bin': Buffer.from([0, 255, 1]),
    big: Buffer.alloc(33 * 1024 * 1024, 'x'),
  };
  for (const [name, bytes] of Object.entries(all)) {
    // What a client calls it decides nothing.
    const about = { name, purpose: 'user_data', mediaType: 'text/plain' } as const;
    const signal = AbortSignal.timeout(60_000);
    await using received = await files.receive(
      (async function* () {
        yield Buffer.from(bytes);
      })(),
      { signal },
    );
    ids[name] = (await received.keep(about)).id;
  }
});
afterAll(() => rm(root, { recursive: true }));

const openAi = (name: string) => ({ type: 'file', file: { file_id: ids[name] ?? name } });
const anthropic = (name: string, more: object = {}) => ({
  type: 'document',
  source: { type: 'file', file_id: ids[name] ?? name },
  ...more,
});
const expanded = async (content: readonly unknown[], format: 'openai-chat' | 'anthropic-messages') => {
  const body = {
    model: 'm',
    messages: [
      { role: 'system', content: 'x' },
      { role: 'user', name: 'n', content },
    ],
  };
  const { messages, ...rest } = (await expandFiles(body, format, files)) as typeof body;
  expect(rest).toEqual({ model: 'm' });
  expect(messages[0]).toBe(body.messages[0]);
  expect(messages[1]).toMatchObject({ role: 'user', name: 'n' });
  return messages[1]?.content;
};

it('puts texts, images and PDFs in place of their ids, as OpenAI has them', async () => {
  const text = { type: 'text', text: 'Look.' };
  const image = { type: 'image_url', image_url: { file_id: ids['dot.png'], detail: 'low' } };
  expect(
    await expanded([text, openAi('notes.md'), openAi('dot.png'), image, openAi('paper.pdf')], 'openai-chat'),
  ).toEqual([
    text,
    { type: 'text', text: 'notes.md:\n\n# ä' },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${png.toString('base64')}` } },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${png.toString('base64')}`, detail: 'low' } },
    {
      type: 'file',
      file: { filename: 'paper.pdf', file_data: `data:application/pdf;base64,${pdf.toString('base64')}` },
    },
  ]);
});

it('does so as Anthropic has them, also in results of tools', async () => {
  const cached = { cache_control: { type: 'ephemeral' } };
  const image = { type: 'image', source: { type: 'file', file_id: ids['dot.png'] }, ...cached };
  const result = { type: 'tool_result', tool_use_id: 't', content: [anthropic('paper.pdf')] };
  expect(
    await expanded([anthropic('notes.md', { title: 'Own', ...cached }), image, result], 'anthropic-messages'),
  ).toEqual([
    { type: 'document', title: 'Own', ...cached, source: { type: 'text', media_type: 'text/plain', data: '# ä' } },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png.toString('base64') }, ...cached },
    {
      type: 'tool_result',
      tool_use_id: 't',
      content: [
        {
          type: 'document',
          title: 'paper.pdf',
          source: { type: 'base64', media_type: 'application/pdf', data: pdf.toString('base64') },
        },
      ],
    },
  ]);
});

it('leaves a request alone that names no file', async () => {
  for (const messages of [
    'x',
    [],
    [
      null,
      7,
      { content: 'x' },
      { content: [null, 'x', { type: 'file', file: { file_data: 'y' } }, { type: 'file', file: null }] },
    ],
  ]) {
    const body = { messages };
    expect(await expandFiles(body, 'openai-chat', files)).toBe(body);
  }
});

it('names the part whose file is not there, is unreadable, or too large', async () => {
  for (const name of ['file-unknown', '../../etc/passwd', 'app.bin', 'big'])
    await expect(expanded([{ type: 'text', text: 'x' }, openAi(name)], 'openai-chat')).rejects.toMatchObject({
      status: 400,
      param: 'messages.1.content.1',
    });
});
