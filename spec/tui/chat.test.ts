import { it } from 'vitest';
import { token } from '../support/streaming-model.js';
import { streamingStage } from '../support/streaming-stage.js';

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
