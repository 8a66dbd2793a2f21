import Anthropic from '@anthropic-ai/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GREETING, STORY, THOUGHT } from '../../../../support/ai-doubles/upstream.js';
import { clientStage, type ClientStage } from './support/client-stage.js';

let stage: ClientStage;
beforeAll(async () => {
  stage = await clientStage();
  stage.mock.onMessage('weather', { toolCalls: [{ id: 'call_1', name: 'weather', arguments: '{"city":"Köln"}' }] });
});
afterAll(() => stage.dispose());
afterEach(() => expect(stage.faults()).toEqual([]));

const says = (content: string) => [{ role: 'user' as const, content }];
const tools = [
  { name: 'weather', input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } } },
];

describe.each(['anthropic/claude-haiku-5-5', 'openai/gpt-6-luna'])('the client of Anthropic with %s', (model) => {
  const vendor = () => stage.vendors[model.startsWith('openai') ? 'openai' : 'anthropic'];

  it('gets a message', async () => {
    const answer = await stage.anthropic.messages.create({ model, max_tokens: 50, messages: says('hello') });
    expect(answer).toMatchObject({ type: 'message', role: 'assistant', stop_reason: 'end_turn' });
    expect(answer.content).toMatchObject([{ type: 'text', text: GREETING }]);
    expect(answer.usage).toMatchObject({ input_tokens: 11, output_tokens: 7 });
  });

  it('streams with the helper of its library', async () => {
    let said = '';
    const stream = stage.anthropic.messages.stream({ model, max_tokens: 500, messages: says('story') });
    stream.on('text', (text) => (said += text));
    const answer = await stream.finalMessage();
    expect(said).toBe(STORY);
    expect(answer.content).toMatchObject([{ type: 'text', text: STORY }]);
    expect(answer).toMatchObject({ stop_reason: 'end_turn', usage: { output_tokens: 7 } });
  });

  it('hears what was thought', async () => {
    const asked = { model, max_tokens: 500, messages: says('thought') };
    const whole = await stage.anthropic.messages.create(asked);
    const streamed = await stage.anthropic.messages.stream(asked).finalMessage();
    for (const { content } of [whole, streamed])
      expect(content).toMatchObject([
        { type: 'thinking', thinking: THOUGHT.reasoning },
        { type: 'text', text: THOUGHT.content },
      ]);
  });

  it('calls a tool, whole and in a stream, and says what it gave', async () => {
    const asked = { model, max_tokens: 50, messages: says('weather'), tools };
    const whole = await stage.anthropic.messages.create(asked);
    const streamed = await stage.anthropic.messages.stream(asked).finalMessage();
    for (const { content, stop_reason: reason } of [whole, streamed]) {
      expect(content).toMatchObject([{ type: 'tool_use', name: 'weather', input: { city: 'Köln' } }]);
      expect(reason).toBe('tool_use');
    }
    const [call] = whole.content;
    if (call?.type !== 'tool_use') throw new Error('no call came');
    const result = { type: 'tool_result' as const, tool_use_id: call.id, content: 'rain' };
    const messages = [
      ...says('weather'),
      { role: 'assistant' as const, content: whole.content },
      { role: 'user' as const, content: [result, { type: 'text' as const, text: 'hello' }] },
    ];
    const answer = await stage.anthropic.messages.create({ ...asked, messages });
    expect(answer.content).toMatchObject([{ type: 'text', text: GREETING }]);
    expect(JSON.stringify(vendor().chats.at(-1)?.body)).toContain(call.id);
  });

  it('ends the request to the provider when it goes away', async () => {
    vendor().cut = { afterEvents: 6, then: 'hold' };
    try {
      const stream = stage.anthropic.messages.stream({ model, max_tokens: 500, messages: says('story') });
      for await (const event of stream) if (event.type === 'content_block_delta') break;
      stream.abort();
      await vendor().chats.at(-1)!.hungUp;
    } finally {
      vendor().cut = undefined;
    }
  });

  it.each(['tear', 'end'] as const)('is told when the provider breaks off: %s', async (then) => {
    vendor().cut = { afterEvents: 6, then };
    try {
      const asked = stage.anthropic.messages.stream({ model, max_tokens: 500, messages: says('story') }).finalMessage();
      await expect(asked).rejects.toBeInstanceOf(Anthropic.APIError);
    } finally {
      vendor().cut = undefined;
    }
  });

  it('counts tokens before it asks', async () => {
    const counted = await stage.anthropic.messages.countTokens({ model, messages: says(STORY) });
    expect(counted.input_tokens).toBeGreaterThan(10);
  });
});

describe('the client of Anthropic', () => {
  it('knows the classes of errors', async () => {
    const ask = (more: object) =>
      stage.anthropic.messages.create({ model: 'nobody/knows', max_tokens: 5, messages: says('hello'), ...more });
    await expect(ask({})).rejects.toBeInstanceOf(Anthropic.NotFoundError);
    await expect(ask({ model: 'openai/gpt-6-luna', messages: 'x' })).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    const stranger = stage.anthropic.withOptions({ apiKey: 'wrong' });
    await expect(stranger.models.list()).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
  });

  it('lists models', async () => {
    const ids: string[] = [];
    for await (const { id } of stage.anthropic.models.list()) ids.push(id);
    expect(ids).toContain('anthropic/claude-haiku-5-5');
    expect(ids).toContain('openai/gpt-6-luna');
  });
});
