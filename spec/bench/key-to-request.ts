import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { openDevmgr } from '../support/open-devmgr.js';
import type { PtyApp } from '../support/pty-app.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { type Benchmark, type Figure, median, percentile } from './figure.js';
import { largeProject } from './large-project.js';

const aimMs = 150;
const rounds = 12;
/** Between generations: what is done after an answer shall not be in the way of the next. */
const restMs = 400;
/** After the last word the tab begins to reckon what would be sent. */
const settlingMs = 500;
const mostWaitMs = 10_000;

/** From Ctrl-G in Code Gen until the request has come in at the model: for a project of 5,000 files, against a bare request. */
const keyToRequest: Benchmark = async (log) => {
  const [project, home, model] = [largeProject(), temporaryHome(), await startModel()];
  try {
    log('making the code index');
    const indexed = await runDevmgr(['index'], { cwd: project.path, home: home.path, timeoutMs: 600_000 });
    if (indexed.code !== 0) throw new Error(`The index could not be made\n${indexed.stderr}`);
    const devmgr = openDevmgr(project.path, { home: home.path, env: model.env, rows: 40, cols: 140 });
    try {
      return await measure(devmgr.app, { model, files: project.files, log });
    } finally {
      await devmgr.close();
    }
  } finally {
    model.stop();
    project.remove();
    home.remove();
  }
};

interface Measured {
  readonly model: Model;
  readonly files: number;
  readonly log: (line: string) => void;
}

async function measure(app: PtyApp, { model, files, log }: Measured): Promise<readonly Figure[]> {
  await openTab(app);
  const ask = (round: number, isSettled: boolean) => generate(app, { round, isSettled, model });
  log('the first request');
  const first = await ask(0, false);
  const [atOnce, settled, bare]: [number[], number[], number[]] = [[], [], []];
  for (let round = 1; round <= rounds; round++) {
    log(`round ${round} of ${rounds}`);
    atOnce.push(await ask(2 * round - 1, false));
    settled.push(await ask(2 * round, true));
    bare.push(await bareRequest(model));
  }
  const reference = `a bare request: p50 ${median(bare).toFixed(0)} ms`;
  const figure = (what: string, times: readonly number[]): Figure => ({
    what: `${what}, ${files} files`,
    measured: `p50 ${median(times).toFixed(0)} p95 ${percentile(times, 0.95).toFixed(0)} ms`,
    reference,
    ratio: `${(median(times) / median(bare)).toFixed(1)}x`,
    aim: `p95 at most ${aimMs} ms`,
    reached: percentile(times, 0.95) <= aimMs,
  });
  return [
    figure('key to request', settled),
    figure('  right after typing', atOnce),
    {
      what: '  the first of all',
      measured: `${first.toFixed(0)} ms`,
      reference,
      ratio: `${(first / median(bare)).toFixed(1)}x`,
    },
  ];
}

/** Shows the tab when the index is up to date and the model was found. */
async function openTab(app: PtyApp): Promise<void> {
  await app.waitFor('System');
  app.key('F4');
  await app.waitFor(/Index [\d,]+ files ✓/, 60_000);
  await app.waitFor('gpt-6-luna');
  app.key('F3');
  await app.waitFor('Ctrl-G generates it');
  await app.waitFor(/Project [\d,]{5,}/);
}

interface Asking {
  readonly round: number;
  /** Whether what would be sent was reckoned before the key. */
  readonly isSettled: boolean;
  readonly model: Model;
}

/** Fills in file and prompt and presses Ctrl-G. Returns the milliseconds until the whole request had come. */
async function generate(app: PtyApp, { round, isSettled, model }: Asking): Promise<number> {
  const { target, prompt } = jobOf(round);
  app.key('M-o', 'C-u');
  app.type(target);
  await app.waitFor(target);
  app.key('enter', 'C-u');
  app.type(prompt);
  await app.waitFor(prompt);
  if (isSettled) {
    await delay(settlingMs);
    await app.waitFor(() => !app.text().includes('◐'), 10_000);
  }
  const request = model.asked();
  const startedAt = performance.now();
  app.key('C-g');
  const ms = (await request) - startedAt;
  await app.waitFor(() => app.text().includes(`Preview ${target} · `) && /gpt-6-luna [\d.]+s/.test(app.text()));
  await delay(restMs);
  return ms;
}

/** Another place and another kind of file each time, new ones and such that are there. */
function jobOf(round: number): { readonly target: string; readonly prompt: string } {
  const part = `part_${(round * 37) % 100}`;
  const targets = [
    `app/${part}/routers/refunds.py`,
    `tests/${part}/test_refunds.py`,
    `app/${part}/services/invoices.py`,
    `app/${part}/routers/coupons.py`,
  ];
  const target = targets[round % targets.length] ?? '';
  return { target, prompt: `refund number ${round} of an order, as invoices have them` };
}

interface Model {
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  /** When the next request has come whole, by `performance.now()`. */
  asked(): Promise<number>;
  stop(): void;
}

/** What the files that are there define: it is said to be gone, since an answer that only leaves it out is refused. */
const removed = 'Removed: MOST_OF_INVOICE, add_invoice, find_invoice, router, read_coupon, create_coupon.\n\n';

/** Answers with a line of code at once. */
async function startModel(): Promise<Model> {
  let onAsked: (at: number) => void = () => undefined;
  let answered = 0;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/models')) return void list(response);
    void whole(request).then(() => {
      onAsked(performance.now());
      answered += 1;
      stream(response, `${removed}\`\`\`python\nanswer_${answered} = True\n\`\`\`\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    url,
    env: { OPENAI_API_KEY: 'sk-of-the-benchmark', OPENAI_BASE_URL: url },
    asked: () =>
      new Promise((resolve, reject) => {
        const deadline = setTimeout(() => reject(new Error(`No request came in ${mostWaitMs} ms`)), mostWaitMs);
        onAsked = (at) => {
          clearTimeout(deadline);
          resolve(at);
        };
      }),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function whole(request: IncomingMessage): Promise<void> {
  for await (const chunk of request) void chunk;
}

function list(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ object: 'list', data: [{ id: 'gpt-6-luna', object: 'model' }] }));
}

function stream(response: ServerResponse, content: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = (delta: object, reason: string | null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
  response.end(`${event({ content }, null)}${event({}, 'stop')}data: [DONE]\n\n`);
}

/** What the way to the model costs without devmgr. */
async function bareRequest(model: Model): Promise<number> {
  const request = model.asked();
  const startedAt = performance.now();
  const response = await fetch(`${model.url}/chat/completions`, { method: 'POST', body: 'x'.repeat(20_000) });
  await response.text();
  return (await request) - startedAt;
}

export default keyToRequest;
