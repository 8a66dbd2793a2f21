import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GREETING, STORY, THOUGHT } from '../../../../support/ai-doubles/upstream.js';
import { clientStage, type ClientStage } from './support/client-stage.js';

let stage: ClientStage;
beforeAll(async () => {
  stage = await clientStage();
  stage.mock.onMessage('weather', {
    toolCalls: [
      { id: 'call_1', name: 'weather', arguments: '{"city":"Köln"}' },
      { id: 'call_2', name: 'weather', arguments: '{"city":"Ulm"}' },
    ],
  });
  stage.mock.onToolResult('call_1', { content: 'rain' });
});
afterAll(() => stage.dispose());
afterEach(() => expect(stage.faults()).toEqual([]));

const hello = [{ role: 'user' as const, content: 'hello' }];
const tools = [
  {
    type: 'function' as const,
    function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
  },
];

describe.each(['openai/gpt-6-luna', 'anthropic/claude-haiku-5-5'])('the client of OpenAI with %s', (model) => {
  it('chats', async () => {
    const answer = await stage.openai.chat.completions.create({ model, messages: hello, max_completion_tokens: 50 });
    expect(answer.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { role: 'assistant', content: GREETING },
    });
    expect(answer.usage).toMatchObject({ prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 });
  });

  it('streams', async () => {
    const stream = stage.openai.chat.completions.stream({
      model,
      messages: hello,
      stream_options: { include_usage: true },
    });
    let said = '';
    stream.on('content', (text) => (said += text));
    const answer = await stream.finalChatCompletion();
    expect(said).toBe(GREETING);
    expect(answer.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: GREETING } });
    expect(answer.usage).toMatchObject({ prompt_tokens: 11, completion_tokens: 7 });
  });

  it('hears what was thought', async () => {
    const asked = { model, messages: [{ role: 'user' as const, content: 'thought' }] };
    const answer = await stage.openai.chat.completions.create(asked);
    expect(answer.choices[0]?.message).toMatchObject({
      content: THOUGHT.content,
      reasoning_content: THOUGHT.reasoning,
    });
  });

  it('calls tools, whole and in a stream, and says what they gave', async () => {
    const question = [{ role: 'user' as const, content: 'weather' }];
    const whole = await stage.openai.chat.completions.create({ model, messages: question, tools });
    const streamed = await stage.openai.chat.completions
      .stream({ model, messages: question, tools })
      .finalChatCompletion();
    for (const { choices } of [whole, streamed]) {
      expect(choices[0]?.finish_reason).toBe('tool_calls');
      expect(choices[0]?.message.tool_calls).toMatchObject([
        {
          type: 'function',
          function: { name: 'weather', arguments: expect.stringMatching(/^\{"city": ?"Köln"\}$/) as unknown },
        },
        {
          type: 'function',
          function: { name: 'weather', arguments: expect.stringMatching(/^\{"city": ?"Ulm"\}$/) as unknown },
        },
      ]);
    }
    const called = whole.choices[0]!.message;
    const results = called.tool_calls!.map(({ id }) => ({ role: 'tool' as const, tool_call_id: id, content: '7' }));
    const vendor = stage.vendors[model.startsWith('openai') ? 'openai' : 'anthropic'];
    await stage.openai.chat.completions
      .create({ model, messages: [...question, called, ...results], tools })
      .catch(() => undefined);
    expect(JSON.stringify(vendor.chats.at(-1)?.body)).toContain(called.tool_calls![1]!.id);
  });

  it('ends the request to the provider when it goes away', async () => {
    const vendor = stage.vendors[model.startsWith('openai') ? 'openai' : 'anthropic'];
    vendor.cut = { afterEvents: 6, then: 'hold' };
    try {
      const stream = await stage.openai.chat.completions.create({
        model,
        messages: [{ role: 'user', content: 'story' }],
        stream: true,
      });
      for await (const _ of stream) break;
      stream.controller.abort();
      await vendor.chats.at(-1)!.hungUp;
    } finally {
      vendor.cut = undefined;
    }
  });

  it('streams a long answer without a word lost', async () => {
    const stream = await stage.openai.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'story' }],
      stream: true,
    });
    let said = '';
    for await (const chunk of stream) said += chunk.choices[0]?.delta.content ?? '';
    expect(said).toBe(STORY);
  });

  it('takes old completions', async () => {
    const whole = await stage.openai.completions.create({ model, prompt: 'hello' });
    expect(whole.choices[0]).toMatchObject({ text: GREETING, finish_reason: 'stop' });
    let said = '';
    for await (const { choices } of await stage.openai.completions.create({ model, prompt: 'hello', stream: true }))
      said += choices[0]?.text ?? '';
    expect(said).toBe(GREETING);
  });
});

describe('the client of OpenAI', () => {
  it('knows the classes of errors', async () => {
    const ask = (model: string) => stage.openai.chat.completions.create({ model, messages: hello });
    await expect(ask('nobody/knows')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
    await expect(ask('nobody/knows')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    const stranger = stage.openai.withOptions({ apiKey: 'wrong' });
    await expect(stranger.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    const bad = stage.openai.chat.completions.create({ model: 'openai/gpt-6-luna', messages: 'x' as never });
    await expect(bad).rejects.toMatchObject({ status: 400, param: 'messages' });
    const many = { model: 'anthropic/claude-haiku-5-5', messages: hello, n: 2 };
    await expect(stage.openai.chat.completions.create(many)).rejects.toMatchObject({ status: 400, param: 'n' });
  });

  it('asks for vectors, in base64 as it always does, and as numbers', async () => {
    const asked = { model: 'openai/text-embedding-3-small', input: ['alpha', 'beta'] };
    const packed = await stage.openai.embeddings.create(asked);
    const plain = await stage.openai.embeddings.create({ ...asked, encoding_format: 'float' });
    expect(packed.data.map(({ embedding }) => embedding)).toEqual(plain.data.map(({ embedding }) => embedding));
    expect(plain.data).toHaveLength(2);
  });

  it('lists models', async () => {
    const ids: string[] = [];
    for await (const { id } of stage.openai.models.list()) ids.push(id);
    expect(ids).toContain('openai/gpt-6-luna');
    expect(ids).toContain('anthropic/claude-haiku-5-5');
    expect(await stage.openai.models.retrieve('openai/gpt-6-luna')).toMatchObject({
      id: 'openai/gpt-6-luna',
      object: 'model',
    });
  });

  it('uses another name of a model', async () => {
    const answer = await stage.openai.chat.completions.create({ model: 'quick', messages: hello });
    expect(answer).toMatchObject({ model: 'quick', choices: [{ message: { content: GREETING } }] });
  });

  // The last one: the gateway leaves a provider alone as long as it was told to.
  it.each(['openai', 'anthropic'] as const)('is told how long to wait by %s', async (id) => {
    const vendor = stage.vendors[id];
    const model = id === 'openai' ? 'openai/gpt-6.1-terra' : 'anthropic/claude-sonnet-5-5';
    vendor.answerChats(limited(id === 'openai' ? openAiLimit : anthropicLimit));
    const error = await stage.openai.chat.completions
      .create({ model, messages: hello })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect(JSON.stringify(error)).not.toContain('sk-secret');
  });
});

const openAiLimit = { error: { message: 'Slow down', type: 'requests', param: null, code: 'rate_limit_exceeded' } };
const anthropicLimit = { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down' } };

/** Longer than the gateway waits by itself. */
function limited(body: object) {
  return { status: 429, headers: { 'retry-after': '600' }, body };
}
