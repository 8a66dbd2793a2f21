import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GREETING, STORY } from '../../../../support/ai-doubles/upstream.js';
import { route } from '../upstream/upstream-stage.js';
import { clientStage, type ClientStage } from './support/client-stage.js';

/** A route of its own for every spec: a model that failed comes last for a while. */
const routes = [
  route('whole', ['openai/gpt-6-luna', 'anthropic/claude-haiku-5-5'], { cooldownMs: 600_000 }),
  route('streamed', ['openai/gpt-6.1-terra', 'anthropic/claude-haiku-5-5']),
  route('broken', ['openai/gpt-4o', 'anthropic/claude-haiku-5-5']),
  route('claude', ['anthropic/claude-opus-5-5', 'openai/gpt-6.1-terra']),
  route('wrong', ['openai/gpt-5.5', 'anthropic/claude-haiku-5-5']),
  route('all', ['openai/gpt-5.4', 'anthropic/claude-sonnet-5-5']),
  route('narrow', ['anthropic/claude-haiku-5-5'], { maxConcurrent: 1 }),
];

let stage: ClientStage;
beforeAll(async () => void (stage = await clientStage(routes)));
afterAll(() => stage.dispose());
afterEach(() => {
  for (const vendor of Object.values(stage.vendors)) vendor.cut = undefined;
  expect(stage.faults()).toEqual([]);
});

const says = (content: string) => [{ role: 'user' as const, content }];
const broken = { status: 500, body: { error: { message: 'Oh no', type: 'server_error', param: null, code: null } } };
const overloaded = { status: 529, body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } } };

describe('a route, for the client of OpenAI', () => {
  it('is answered by the next one when the first fails', async () => {
    stage.vendors.openai.answerChats(broken);
    const asked = stage.openai.chat.completions.create({ model: 'whole', messages: says('hello') });
    const { data, response } = await asked.withResponse();
    expect(data).toMatchObject({ model: 'whole', choices: [{ message: { content: GREETING } }] });
    const told = ['provider', 'model', 'tries', 'route'].map((name) => response.headers.get(`x-devmgr-${name}`));
    expect(told).toEqual(['anthropic', 'claude-haiku-5-5', '2', 'whole']);
    // The first is left alone now.
    const again = await stage.openai.chat.completions
      .create({ model: 'whole', messages: says('hello') })
      .withResponse();
    expect(again.response.headers.get('x-devmgr-tries')).toBe('1');
    expect(stage.vendors.openai.chats).toHaveLength(1);
  });

  it('streams from the next one when the first breaks off before its first word', async () => {
    stage.vendors.openai.cut = { afterEvents: 0, then: 'tear' };
    const stream = stage.openai.chat.completions.stream({ model: 'streamed', messages: says('story') });
    const answer = await stream.finalChatCompletion();
    expect(answer).toMatchObject({ model: 'streamed', choices: [{ message: { content: STORY } }] });
  });

  it('tells of a stream that breaks off later: nobody says the rest', async () => {
    const before = stage.vendors.anthropic.chats.length;
    stage.vendors.openai.cut = { afterEvents: 4, then: 'end' };
    let said = '';
    const stream = stage.openai.chat.completions.stream({ model: 'broken', messages: says('story') });
    stream.on('content', (text) => (said += text));
    await expect(stream.finalChatCompletion()).rejects.toBeInstanceOf(OpenAI.APIError);
    expect(said).not.toBe('');
    expect(STORY.startsWith(said)).toBe(true);
    expect(stage.vendors.anthropic.chats).toHaveLength(before);
  });

  it('asks nobody else for what is wrong everywhere', async () => {
    const refusal = {
      error: { message: 'No such role', type: 'invalid_request_error', param: 'messages', code: null },
    };
    stage.vendors.openai.answerChats({ status: 400, body: refusal });
    const before = stage.vendors.anthropic.chats.length;
    const asked = stage.openai.chat.completions.create({ model: 'wrong', messages: says('hello') });
    await expect(asked).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    expect(stage.vendors.anthropic.chats).toHaveLength(before);
  });

  it('tells of all of them when nobody answers', async () => {
    stage.vendors.openai.answerChats(broken);
    stage.vendors.anthropic.answerChats(overloaded);
    const asked = stage.openai.chat.completions.create({ model: 'all', messages: says('hello') });
    await expect(asked).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    await expect(asked).rejects.toThrow(/Oh no[\s\S]*Nobody else answered: [\s\S]*Overloaded/i);
  });
});

it('goes on to OpenAI for the client of Anthropic', async () => {
  stage.vendors.anthropic.answerChats(overloaded);
  const asked = { model: 'claude', max_tokens: 500, messages: says('story') };
  const answer = await stage.anthropic.messages.stream(asked).finalMessage();
  expect(answer).toMatchObject({ model: 'claude', content: [{ type: 'text', text: STORY }], stop_reason: 'end_turn' });
});

describe('the retries of the clients themselves', () => {
  /** Holds the only place of the route until it is told to go. */
  async function hold() {
    stage.vendors.anthropic.cut = { afterEvents: 4, then: 'hold' };
    const stream = stage.openai.chat.completions.stream({ model: 'narrow', messages: says('story') });
    const ended = stream.done().catch(() => undefined);
    await new Promise<void>((resolve) => void stream.once('chunk', () => resolve()));
    stage.vendors.anthropic.cut = undefined;
    return async () => {
      stream.abort();
      await ended;
    };
  }

  it.each(['openai', 'anthropic'] as const)('wait as they are told, and are answered (%s)', async (client) => {
    const release = await hold();
    const statuses: number[] = [];
    const waits: (string | null)[] = [];
    const seen: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      statuses.push(response.status);
      waits.push(response.headers.get('retry-after'));
      if (response.status === 429) await release();
      return response;
    };
    const options = { apiKey: stage.token, fetch: seen, maxRetries: 2 };
    const messages = says('hello');
    const answer =
      client === 'openai'
        ? await new OpenAI({ ...options, baseURL: `${stage.url}/v1` }).chat.completions.create({
            model: 'narrow',
            messages,
          })
        : await new Anthropic({ ...options, baseURL: stage.url }).messages.create({
            model: 'narrow',
            max_tokens: 9,
            messages,
          });
    expect(JSON.stringify(answer)).toContain(GREETING);
    expect([statuses, waits]).toEqual([
      [429, 200],
      ['1', null],
    ]);
  });
});
