import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { openDevmgr } from '../support/open-devmgr.js';
import type { PtyApp } from '../support/pty-app.js';
import { sampleProject } from '../support/sample-project.js';
import { type Benchmark, type Figure, median, percentile } from './figure.js';

const tokensPerSecond = 200;
const aimMs = 50;
const rounds = 60;
const letters = 'runteasy';

/** From a key in the composer until it is on the screen while an answer of 2,000 lines streams, against silence. */
const chatStream: Benchmark = async (log) => {
  const model = await startModel();
  const project = sampleProject();
  const baseUrl = `http://127.0.0.1:${(model.server.address() as AddressInfo).port}/v1`;
  const env = { OPENAI_API_KEY: 'sk-of-the-benchmark', OPENAI_BASE_URL: baseUrl };
  const devmgr = openDevmgr(project.path, { env, rows: 40, cols: 120 });
  const { app } = devmgr;
  try {
    await app.waitFor('main:app');
    app.key('F4');
    await app.waitFor('Ask about this project');
    await app.waitFor(/Index \d+ files ✓/);
    log('without an answer');
    const silent = await typeKeys(app);
    app.type('tell everything');
    app.key('enter');
    await app.waitFor('Part 3', 30_000);
    log('while an answer streams');
    const streaming = await typeKeys(app, () => model.isStreaming());
    const sent = model.linesSent();
    app.key('escape');
    return [figure(silent, streaming, sent)];
  } finally {
    await devmgr.close();
    model.server.closeAllConnections();
    model.server.close();
    project.remove();
  }
};

/** Types a letter, waits for it, and takes it back. */
async function typeKeys(app: PtyApp, goesOn: () => boolean = () => true): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds && goesOn(); round++) {
    let typed = '';
    for (const letter of letters) {
      await delay(20 + Math.random() * 40);
      typed += letter;
      const startedAt = performance.now();
      app.key(letter);
      await app.waitFor(typed);
      times.push(performance.now() - startedAt);
    }
    app.key(...Array.from(letters, () => 'backspace'));
    await app.waitFor(() => !app.text().includes(typed));
  }
  return times;
}

/** A model that says 2,000 lines of headings, lists, tables and code, one token after the other. */
async function startModel() {
  let sent = 0;
  let isStreaming = true;
  const server: Server = createServer((request, response) => {
    if (request.url?.endsWith('/models'))
      return void answer(response, { object: 'list', data: [{ id: 'gpt-6-luna' }] });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    void stream(response, (lines) => (sent = lines)).then(() => (isStreaming = false));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, linesSent: () => sent, isStreaming: () => isStreaming };
}

async function stream(response: ServerResponse, onLines: (lines: number) => void): Promise<void> {
  const startedAt = performance.now();
  let tokens = 0;
  let lines = 0;
  for (const token of longAnswer().match(/\s*\S{1,6}/gu) ?? []) {
    tokens += 1;
    lines += token.split('\n').length - 1;
    onLines(lines);
    const due = startedAt + (tokens * 1000) / tokensPerSecond - performance.now();
    if (due > 4) await delay(due);
    if (response.destroyed) return;
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: token } }] })}\n\n`);
  }
  response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
}

function longAnswer(): string {
  const part = (at: number) =>
    `## Part ${at}\n\nOrders are **checked** by \`OrderIn\` (app/schemas.py:8) before they are kept.\n\n` +
    `- one thing\n  - and another with \`code\`\n- a third\n\n` +
    `| name | price |\n|---|---|\n| mocha | ${at} |\n| latte | 4 |\n\n` +
    `\`\`\`python\ndef part_${at}(order):\n    return order.total + ${at}\n\`\`\`\n\n> A quote of it.\n\n`;
  return Array.from({ length: 100 }, (_, at) => part(at + 1)).join('');
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function figure(silent: readonly number[], streaming: readonly number[], lines: number): Figure {
  const ms = (times: readonly number[]) =>
    `p50 ${median(times).toFixed(0)} p95 ${percentile(times, 0.95).toFixed(0)} ms`;
  const p95 = percentile(streaming, 0.95);
  return {
    what: `key to paint, answer of ${lines} lines`,
    measured: ms(streaming),
    reference: `without: ${ms(silent)}`,
    ratio: `${(p95 / percentile(silent, 0.95)).toFixed(2)}x`,
    aim: `p95 at most ${aimMs} ms`,
    reached: p95 <= aimMs,
  };
}

export default chatStream;
