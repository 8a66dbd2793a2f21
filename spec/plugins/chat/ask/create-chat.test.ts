import { fileURLToPath } from 'node:url';
import { Chat, type ChatAnswerEvent } from 'devmgr/plugin-api/contracts/chat';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtPlugin, type BuiltPlugin } from '../../../support/built-plugin.js';
import { says } from '../../system/providers/support/scripted-provider.js';
import { onChatStage, type ChatStage, type ChatStageOptions } from '../tab/chat-stage.js';
import { GatedStream } from '../tab/talk/gated-stream.js';

let built: BuiltPlugin;
beforeAll(
  async () => void (built = await builtPlugin(fileURLToPath(new URL('../../../../plugins/chat', import.meta.url)))),
);
afterAll(() => built[Symbol.asyncDispose]());

const onStage = (options: Partial<ChatStageOptions>, test: (stage: ChatStage) => Promise<void>) =>
  onChatStage({ cols: 120, rows: 40, pluginDir: built.dir, ...options }, test);

const failure = { title: 'test_create failed', text: 'AssertionError: 401 != 201', language: 'text' };

it('writes the question of another tab into the composer, with what it is about', async () => {
  const model = new GatedStream();
  await onStage({ streams: [model.stream], page: 'find' }, async ({ app, context }) => {
    const chat = await context.services.require(Chat);
    chat.ask({ text: 'Why does it fail?', parts: [failure] });
    await app.waitFor(/Message .*\+ test_create failed.*\n│Why does it fail\?/);
    expect(model.requests).toEqual([]);
    app.key('enter');
    await app.waitFor('◐ asking m');
    expect(JSON.stringify(model.requests[0]?.messages)).toContain('AssertionError: 401 != 201');
    model.end();
  });
});

it('keeps what was being written', async () => {
  await onStage({}, async ({ app, context }) => {
    await app.waitFor('Message');
    app.type('half a thought');
    await app.waitFor('half a thought');
    (await context.services.require(Chat)).ask({ text: 'Explain this' });
    await app.waitFor('│Explain this');
    await app.waitFor('│half a thought');
  });
});

it('asks at once where that is wanted, in a conversation of its own', async () => {
  await onStage({ streams: [says('It is so.')] }, async ({ app, context }) => {
    const chat = await context.services.require(Chat);
    chat.ask({ text: 'first matter', send: true });
    await app.waitFor('It is so.');
    chat.ask({ text: 'second matter', parts: [failure], send: true });
    await app.waitFor('Conversation: second matter');
    await app.waitFor(/\+ test_create failed\s+1 kB/);
    expect(app.text()).not.toContain('first matter');
  });
});

it('does not disturb an answer that is being written', async () => {
  const model = new GatedStream();
  await onStage({ streams: [model.stream] }, async ({ app, context }) => {
    const chat = await context.services.require(Chat);
    chat.ask({ text: 'first matter', send: true });
    model.say('Some words');
    await app.waitFor('Some words');
    chat.ask({ text: 'second matter', send: true });
    await app.waitFor(/Message .*\n│second matter/);
    model.say(' and more.');
    model.end();
    await app.waitFor('Some words and more.');
  });
});

it('answers other plugins without the tab, with what was said before and what the question is about', async () => {
  const model = new GatedStream();
  await onStage({ streams: [model.stream], page: 'find' }, async ({ app, context }) => {
    const chat = await context.services.require(Chat);
    const history = [
      { role: 'user', text: 'What is an order?' },
      { role: 'assistant', text: 'A table of orders.' },
    ] as const;
    const events: ChatAnswerEvent[] = [];
    const request = { text: 'Why does it fail?', parts: [failure], history, usesCode: false };
    const answered = (async () => {
      for await (const event of chat.answer(request, { signal: AbortSignal.timeout(60_000) })) events.push(event);
    })();
    model.say('See `app/nowhere.py:3`.');
    model.end();
    await answered;
    expect(events.map(({ type }) => type)).toEqual(['sources', 'text-delta', 'answer-end']);
    expect(events.at(-1)).toMatchObject({ reason: 'stop', citations: [{ path: 'app/nowhere.py', verified: false }] });
    const sent = JSON.stringify(model.requests[0]?.messages);
    for (const part of ['What is an order?', 'A table of orders.', '401 != 201', 'Why does it fail?'])
      expect(sent).toContain(part);
    expect(app.text()).not.toContain('Why does it fail?');
  });
});
