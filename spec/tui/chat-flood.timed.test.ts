import type { ServerResponse } from 'node:http';
import { it } from 'vitest';
import { token } from '../support/streaming-model.js';
import { streamingStage } from '../support/streaming-stage.js';
import { expectSoon } from '../support/expect-soon.js';

const KEYS = 15;
/** Far more than it takes, far less than what a person takes for a program that hangs. */
const MOST_MS = 1_500;

const stage = streamingStage();

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

// Other work only makes it slower: one of three within the limit shows that it holds.
it('keys and Esc are heard while an answer comes without a pause', { retry: 2 }, async () => {
  const { app, close } = stage.open();
  try {
    app.key('F4');
    await app.waitFor(/Message · gpt-6-luna/);
    const stream = stage.asked();
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
    expectSoon(median, MOST_MS);
    app.key('escape');
    expectSoon(await app.waitFor('stopped, what came is kept'), 2 * MOST_MS);
    await isOver;
  } finally {
    await close();
  }
});
