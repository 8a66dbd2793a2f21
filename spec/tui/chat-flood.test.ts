import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDevmgr } from '../support/open-devmgr.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

const KEYS = 15;
/** Far more than it takes, far less than what a person takes for a program that hangs; other specs run beside this one. */
const MOST_MS = 1_500;

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
function open() {
  const { port } = server.address() as AddressInfo;
  const env = { OPENAI_API_KEY: 'dvk-chat-0123456789abcdef', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` };
  return openDevmgr(project.path, { cols: 120, rows: 40, env, home: home.path });
}

const asked = () => new Promise<ServerResponse>((resolve) => (onQuestion = resolve));

/** Rows of a table, one in each event, as fast as they are read. Resolves when nobody reads any more. */
function flood(stream: ServerResponse): Promise<void> {
  let number = 0;
  const write = (): void => {
    while (!stream.destroyed && stream.write(token(`| ${(number += 1)} | value |\n`)));
    stream.once('drain', write);
  };
  stream.write(token('| a | b |\n|---|---|\n'));
  write();
  return new Promise((resolve) => stream.once('close', resolve));
}

it('keys and Esc are heard while an answer comes without a pause', async () => {
  const { app, close } = open();
  try {
    app.key('F4');
    await app.waitFor(/Message · gpt-6-luna/);
    const stream = asked();
    app.type('a large table');
    app.key('enter');
    const isOver = flood(await stream);
    await app.waitFor('│ value');
    const measured: number[] = [];
    for (let key = 1; key <= KEYS; key++) {
      app.type('x');
      measured.push(await app.waitFor(new RegExp(`Message .*\\n│x{${key}}`)));
    }
    const median = [...measured].sort((a, b) => a - b)[Math.floor(KEYS / 2)] ?? Infinity;
    expect(median).toBeLessThan(MOST_MS);
    app.key('escape');
    expect(await app.waitFor('stopped, what came is kept')).toBeLessThan(2 * MOST_MS);
    await isOver;
  } finally {
    await close();
  }
});
