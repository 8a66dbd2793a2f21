import { FakeClock } from 'devmgr/plugin-api/testing';
import { describe, expect, it } from 'vitest';
import type { AnswerEvent } from '../../../../plugins/chat/answer/answer-event.js';
import { consumeAnswer } from '../../../../plugins/chat/conversation/consume-answer.js';
import { chatStage } from './chat-stage.js';

/** An answer that never waits for anything. */
async function* flood(isOver: () => boolean): AsyncGenerator<AnswerEvent, void, undefined> {
  while (!isOver()) yield { type: 'text-delta', text: '| a | b |\n' };
}

describe('an answer that comes without a pause', () => {
  it('lets others have their turn', async () => {
    let isStopped = false;
    const limit = performance.now() + 5_000;
    setImmediate(() => (isStopped = true));
    const clock = new FakeClock();
    const onEvent = () => undefined;
    await consumeAnswer(
      flood(() => isStopped || performance.now() > limit),
      { signal: new AbortController().signal, clock, onEvent },
    );
    expect(isStopped).toBe(true);
  });

  it('changes the state a few times, and loses nothing', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    const sent = session.send('one');
    let changes = 0;
    session.state.onDidChange(() => (changes += 1));
    const rows = Array.from({ length: 20_000 }, (_, number) => `| ${number} |\n`);
    stage.answer.say(...rows);
    stage.answer.end();
    await sent;
    expect(session.state.get().conversation.messages[1]?.text).toBe(rows.join(''));
    expect(changes).toBeLessThan(10);
    expect(stage.clock.pending).toBe(0);
  });
});
