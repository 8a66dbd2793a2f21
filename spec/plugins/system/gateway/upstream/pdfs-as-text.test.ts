import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdfReader } from '../../../../../plugins/system/gateway/upstream/pdf/pdf-reader.js';
import { builtPlugin, type BuiltPlugin } from '../../../../support/built-plugin.js';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { json } from '../../../../support/faults.js';
import { makePdf } from '../../../chat/attach/make-pdf.js';
import { says, scriptedProvider } from '../../providers/support/scripted-provider.js';
import { chatCall, completion, upstreamStage, type UpstreamStage } from './upstream-stage.js';

let plugin: BuiltPlugin;
let server: FaultServer;
let stage: UpstreamStage;
beforeAll(async () => {
  plugin = await builtPlugin(fileURLToPath(new URL('../../../../../plugins/system', import.meta.url)));
  server = await startFaultServer(json(completion('Hi')));
  const url = `${server.url}/v1`;
  stage = upstreamStage({ providers: { openai: url, acme: url }, readPdf: pdfReader(plugin.dir) });
});
afterAll(async () => {
  await stage.dispose();
  await server.dispose();
  await plugin[Symbol.asyncDispose]();
});

const PAPER = makePdf(['First page', 'Second page']);
const uri = (bytes: Buffer) => `data:application/pdf;base64,${bytes.toString('base64')}`;
const part = (bytes: Buffer) => ({ type: 'file', file: { filename: 'paper.pdf', file_data: uri(bytes) } });
const text = { type: 'text', text: 'paper.pdf:\n\nFirst page\n\nSecond page' };
const question = { type: 'text', text: 'What is it about?' };
const asking = (bytes: Buffer) => [
  { role: 'system', content: 'x' },
  { role: 'user', content: [question, part(bytes)] },
];
const sent = () => (JSON.parse(server.requests.at(-1)?.body ?? '') as { messages: unknown[] }).messages;

it('gives the text of a PDF to those who take no PDFs, and the PDF to OpenAI', async () => {
  await stage.upstream.answer(chatCall('acme/m', { body: { messages: asking(PAPER) } }));
  expect(sent()).toEqual([
    { role: 'system', content: 'x' },
    { role: 'user', content: [question, text] },
  ]);
  await stage.upstream.answer(chatCall('openai/gpt-6-luna', { body: { messages: asking(PAPER) } }));
  expect(sent()).toEqual(asking(PAPER));
});

it('does so for clients of Anthropic, and for models inside devmgr', async () => {
  const source = { type: 'base64', media_type: 'application/pdf', data: PAPER.toString('base64') };
  const messages = [{ role: 'user', content: [question, { type: 'document', title: 'paper.pdf', source }] }];
  const body = { messages, max_tokens: 9 };
  await stage.upstream.answer(chatCall('acme/m', { format: 'anthropic-messages', body }));
  expect(sent()).toEqual([{ role: 'user', content: [question, text] }]);
  let asked = '';
  const model = says('Hi');
  stage.ai.ai.registerProvider(
    scriptedProvider('mine', [
      (request, options) => {
        asked = request.messages.map((message) => ('text' in message ? message.text : '')).join('|');
        return model(request, options);
      },
    ]),
  );
  await stage.upstream.answer(chatCall('mine/m', { body: { messages: asking(PAPER) } }));
  expect(asked).toBe(`x|${question.text}${text.text}`);
});

it.each([
  ['a scan', makePdf([undefined]), 'has no text'],
  ['one with a password', makePdf(['x'], { encrypted: true }), 'has a password'],
  ['none', Buffer.from('%PDF-1.7 rest'), 'is damaged'],
])('says why it cannot show %s, and where it stands', async (_what, bytes, reason) => {
  const before = server.requests.length;
  const asked = stage.upstream.answer(chatCall('acme/m', { body: { messages: asking(bytes) } }));
  await expect(asked).rejects.toMatchObject({
    status: 400,
    param: 'messages[1].content[1]',
    message: expect.stringContaining(reason) as string,
  });
  expect(server.requests).toHaveLength(before);
});
