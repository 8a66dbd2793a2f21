import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'vitest';
import { openDevmgr } from '../support/open-devmgr.js';
import { expectSoon } from '../support/expect-soon.js';

const FRAME = 33;
/** A pipe and an emulator between the program and the clock. */
const SLACK = 60;
const QUESTIONS = 7;

let project: string;
let server: Server;
/** Is given the stream of the next question. */
let onQuestion: (stream: ServerResponse) => void;

beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), 'devmgr-token-'));
  server = createServer((request, response) => {
    if (request.url === '/v1/models') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'gpt-6-luna', object: 'model' }] }));
      return;
    }
    if (request.url !== '/v1/chat/completions') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    onQuestion(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(project, { recursive: true, force: true });
});

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const token = (content: string) =>
  event({ id: '1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: null }] });

// Other work only makes it slower: one of three within the limit shows that it holds.
it('the first token is on the screen within one frame of its arrival', { retry: 2 }, async () => {
  const { port } = server.address() as AddressInfo;
  const env = { OPENAI_API_KEY: 'dvk-first-token-0123456789', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` };
  const { app, close } = openDevmgr(project, { cols: 120, rows: 34, env });
  try {
    await app.waitFor(/● ▸openai +ready/);
    app.key('v');
    await app.waitFor('t try');
    const measured: number[] = [];
    for (let question = 1; question <= QUESTIONS; question++) {
      const asked = new Promise<ServerResponse>((resolve) => (onQuestion = resolve));
      app.key('t');
      await app.waitFor('Ask openai gpt-6-luna');
      app.type(`number ${question}`);
      app.key('enter');
      await app.waitFor(`> number ${question}`);
      const stream = await asked;
      // Nothing is painted any more: the clock runs from a quiet screen.
      await app.waitFor('waiting…');
      const painted = app.waitFor(`Token${question}`);
      stream.write(token(`Token${question} `));
      measured.push(await painted);
      app.key('escape');
      await app.waitFor('stopped · openai gpt-6-luna');
    }
    const median = [...measured].sort((a, b) => a - b)[Math.floor(QUESTIONS / 2)] ?? Infinity;
    console.info(
      `first token on the screen after ${measured.map((ms) => ms.toFixed(0)).join(', ')} ms; median ${median.toFixed(1)} ms`,
    );
    expectSoon(median, FRAME + SLACK);
  } finally {
    await close();
  }
});
