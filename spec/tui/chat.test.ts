import { expect, it } from 'vitest';
import { end, token } from '../support/streaming-model.js';
import { streamingStage } from '../support/streaming-stage.js';

/** What the program may take; two cores, other specs beside this one, a pipe and an emulator between it and the clock. */
const MOST_MS = 50;
const SLACK = 60;
const KEYS = 15;
const LINES = 2_000;
/** A token every five milliseconds, 200 in a second. */
const TOKEN_MS = 5;

const stage = streamingStage();

it('keeps what came of an answer when it is stopped, also for the next devmgr', async () => {
  const first = stage.open();
  try {
    first.app.key('F4');
    await first.app.waitFor('gpt-6-luna · code on');
    const stream = stage.asked();
    first.app.type('where are orders made?');
    first.app.key('enter');
    (await stream).write(token('In the **router** (app/routers/orders.py:25), it'));
    await first.app.waitFor('it');
    await first.app.waitFor('gpt-6-luna answers');
    first.app.key('escape');
    await first.app.waitFor('stopped, what came is kept');
    // Politely: what is said on the screen is written a moment later.
    first.app.key('C-c');
    await first.app.exited;
  } finally {
    await first.close();
  }
  const second = stage.open();
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
  const first = stage.open();
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
  const second = stage.open();
  try {
    second.app.key('F4');
    await second.app.waitFor(/Message .*\n│a long thought/);
    await second.app.waitFor('+ README.md');
  } finally {
    await second.close();
  }
});

it('a key is on the screen at once while a long answer streams', async () => {
  const { app, close } = stage.open();
  let timer: NodeJS.Timeout | undefined;
  try {
    app.key('F4');
    await app.waitFor('gpt-6-luna · code on');
    const asking = stage.asked();
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
