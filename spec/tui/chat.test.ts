import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDevmgr } from '../support/open-devmgr.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

/** What the program may take; two cores, other specs beside this one, a pipe and an emulator between it and the clock. */
const MOST_MS = 50;
const SLACK = 60;
const KEYS = 15;
const LINES = 2_000;
/** A token every five milliseconds, 200 in a second. */
const TOKEN_MS = 5;

let home: ReturnType<typeof temporaryHome>;
let project: ReturnType<typeof sampleProject>;
let server: Server;
/** Is given the stream of the next question. */
let onQuestion: (stream: ServerResponse) => void;

beforeEach(async () => {
  home = temporaryHome();
  project = sampleProject();
  server = createServer((request, response) => {
    if (request.url === '/v1/models') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'gpt-6-luna', object: 'model' }] }));
      return;
    }
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    onQuestion(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  home.remove();
  project.remove();
});

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const token = (content: string) =>
  event({ id: '1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: null }] });
const end = `${event({ id: '1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}data: [DONE]\n\n`;

function open() {
  const { port } = server.address() as AddressInfo;
  const env = { OPENAI_API_KEY: 'dvk-chat-0123456789abcdef', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` };
  return openDevmgr(project.path, { cols: 120, rows: 40, env, home: home.path });
}

const asked = () => new Promise<ServerResponse>((resolve) => (onQuestion = resolve));

it('keeps what came of an answer when it is stopped, also for the next devmgr', async () => {
  const first = open();
  try {
    first.app.key('F4');
    await first.app.waitFor('gpt-6-luna · code on');
    const stream = asked();
    first.app.type('where are orders made?');
    first.app.key('enter');
    (await stream).write(token('In the **router** (app/routers/orders.py:25), it'));
    await first.app.waitFor('it');
    await first.app.waitFor('gpt-6-luna answers');
    first.app.key('escape');
    await first.app.waitFor('stopped, what came is kept');
  } finally {
    await first.close();
  }
  const second = open();
  try {
    second.app.key('F4');
    await second.app.waitFor('gpt-6-luna · code on');
    second.app.key('C-r');
    await second.app.waitFor('2 messages');
    second.app.key('enter');
    await second.app.waitFor('Conversation: where are orders made?');
    await second.app.waitFor('In the router');
    await second.app.waitFor('stopped, what came is kept');
  } finally {
    await second.close();
  }
});

it('keeps the question that is being written, and what is attached to it, for the next devmgr', async () => {
  const first = open();
  try {
    first.app.key('F4');
    await first.app.waitFor('gpt-6-luna · code on');
    first.app.type('/attach README.md');
    first.app.key('enter');
    await first.app.waitFor('+ README.md');
    first.app.type('a long thought');
    await first.app.waitFor(/Message .*\n│a long thought/);
    first.app.key('C-c');
    await first.app.waitFor('The message was emptied');
    first.app.key('C-c');
    await first.app.exited;
  } finally {
    await first.close();
  }
  const second = open();
  try {
    second.app.key('F4');
    await second.app.waitFor(/Message .*\n│a long thought/);
    await second.app.waitFor('+ README.md');
  } finally {
    await second.close();
  }
});

it('a key is on the screen at once while a long answer streams', async () => {
  const { app, close } = open();
  let timer: NodeJS.Timeout | undefined;
  try {
    app.key('F4');
    await app.waitFor('gpt-6-luna · code on');
    const asking = asked();
    app.type('tell me everything');
    app.key('enter');
    const stream = await asking;
    const line = (at: number) => (at % 40 === 0 ? `\n## Part ${at}\n\n` : `- line ${at} with \`code\` and **words**\n`);
    stream.write(token(Array.from({ length: LINES }, (_, at) => line(at)).join('')));
    await app.waitFor(`line ${LINES - 1}`);
    let sent = 0;
    timer = setInterval(() => stream.write(token(`more${sent++} `)), TOKEN_MS);
    await app.waitFor('more20 ');
    const measured: number[] = [];
    for (let key = 0; key < KEYS; key++) {
      const typed = String.fromCharCode(97 + key);
      const row = new RegExp(`Message .*\\n│${'abcdefghijklmnopqrstuvwxyz'.slice(0, key + 1)}`);
      app.type(typed);
      measured.push(await app.waitFor(row));
    }
    clearInterval(timer);
    stream.end(end);
    const median = [...measured].sort((a, b) => a - b)[Math.floor(KEYS / 2)] ?? Infinity;
    console.info(
      `key on the screen after ${measured.map((ms) => ms.toFixed(0)).join(', ')} ms; median ${median.toFixed(1)} ms`,
    );
    expect(median).toBeLessThan(MOST_MS + SLACK);
    await app.waitFor('gpt-6-luna ·');
  } finally {
    clearInterval(timer);
    await close();
  }
});
