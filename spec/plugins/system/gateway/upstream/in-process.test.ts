import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AiRequest } from 'devmgr/plugin-api/contracts/ai';
import { breaksAfter, fails, hangs, says, scriptedProvider } from '../../providers/support/scripted-provider.js';
import {
  bodyOfAnswer,
  chatCall,
  eventsOfAnswer,
  notedTrace,
  route,
  upstreamStage,
  type UpstreamStage,
} from './upstream-stage.js';

let stage: UpstreamStage;
beforeEach(() => void (stage = upstreamStage({ providers: {} })));
afterEach(() => stage.dispose());

function add(id: string, ...streams: Parameters<typeof scriptedProvider>[1]): AiRequest[] {
  const asked: AiRequest[] = [];
  const [first, ...others] = streams.map((stream): (typeof streams)[0] => (request, options) => {
    asked.push(request);
    return stream(request, options);
  });
  if (first) stage.ai.ai.registerProvider(scriptedProvider(id, [first, ...others]));
  return asked;
}

describe('a model that is asked through devmgr', () => {
  it('gets text, images and limits, and answers in the format of the client', async () => {
    const asked = add('mine', says('Hi there'));
    const messages = [
      { role: 'developer', content: 'Be short' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAEC' } },
        ],
      },
    ];
    const trace = notedTrace(true);
    const got = await stage.upstream.answer(
      chatCall('mine/m', { body: { messages, max_tokens: 5, stop: 'END' }, trace }),
    );
    expect(bodyOfAnswer(got)).toMatchObject({
      object: 'chat.completion',
      model: 'm',
      choices: [{ message: { role: 'assistant', content: 'Hi there' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    });
    expect(asked).toMatchObject([
      {
        messages: [
          { role: 'system', text: 'Be short' },
          { role: 'user', text: 'Look', images: [{ mediaType: 'image/png', data: Buffer.of(0, 1, 2) }] },
        ],
        maxOutputTokens: 5,
        stopSequences: ['END'],
      },
    ]);
    expect(trace).toMatchObject({ texts: ['Hi there'], tries: [{ target: 'mine/m', outcome: 'answered' }] });
    const text = await eventsOfAnswer(await stage.upstream.answer(chatCall('mine', { isStream: true })));
    expect(text).toMatch(/"role":"assistant".*Hi there.*"finish_reason":"stop".*\[DONE\]/s);
    expect(text).not.toContain('usage');
    const body = { max_tokens: 9, messages: [{ role: 'user', content: 'hello' }] };
    const message = await stage.upstream.answer(chatCall('mine/m', { format: 'anthropic-messages', body }));
    expect(bodyOfAnswer(message)).toMatchObject({ type: 'message', content: [{ type: 'text', text: 'Hi there' }] });
    const events = await eventsOfAnswer(
      await stage.upstream.answer(chatCall('mine/m', { format: 'anthropic-messages', body, isStream: true })),
    );
    expect(events).toMatch(/event: message_start.*Hi there.*event: message_stop/s);
  });

  it.each([
    [{ tools: [{ type: 'function', function: { name: 'f' } }] }, 'tools'],
    [{ response_format: { type: 'json_object' } }, 'response_format'],
    [{ n: 2 }, 'n'],
    [{ messages: [{ role: 'tool', content: 'x', tool_call_id: 'y' }] }, 'messages[0]'],
    [
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'http://x/y.png' } }] }] },
      'messages[0].content[0]',
    ],
  ])('says what it has not: %j', async (body, param) => {
    const asked = add('mine', says('never'));
    await expect(stage.upstream.answer(chatCall('mine/m', { body }))).rejects.toMatchObject({ status: 400, param });
    expect(asked).toHaveLength(0);
  });

  it('is passed over when it fails or falls silent before its first word, and its break is told after it', async () => {
    add('bad', fails('overloaded'));
    add('mute', hangs());
    add('good', breaksAfter('Half '));
    const plain = route('r', ['bad', 'mute', 'good']);
    const members = plain.members.map((member, at) => ({ ...member, firstTokenTimeoutMs: at === 1 ? 50 : undefined }));
    stage.settings.routes.set('r', { ...plain, members });
    const trace = notedTrace();
    const got = await stage.upstream.answer(chatCall('r', { isStream: true, trace }));
    const text = await eventsOfAnswer(got);
    expect(text).toMatch(/Half .*"error":\{"message":"It is broken-stream/s);
    expect(trace.tries.map(({ target, outcome }) => `${target} ${outcome}`)).toEqual([
      'bad failed',
      'mute failed',
      'good/m failed',
    ]);
  });
});
