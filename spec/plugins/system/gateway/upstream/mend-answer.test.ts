import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  mendedAnswer,
  mendedChunk,
  type MendNames,
} from '../../../../../plugins/system/gateway/upstream/mend/mend-answer.js';
import { clientFaults } from '../../../../support/client-schemas.js';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { answer, json, stream, type Fault } from '../../../../support/faults.js';
import {
  bodyOfAnswer,
  chatCall,
  chunkEvent,
  completion,
  eventsOfAnswer,
  upstreamStage,
  USAGE_EVENT,
  type UpstreamStage,
} from './upstream-stage.js';

let server: FaultServer | undefined;
let stage: UpstreamStage | undefined;
afterEach(async () => {
  await stage?.dispose();
  await server?.dispose();
  stage = server = undefined;
});

async function ask(fault: Fault, isStream = false) {
  server = await startFaultServer(fault);
  stage = upstreamStage({ providers: { acme: `${server.url}/v1` } });
  const body = isStream ? { stream_options: { include_usage: true } } : {};
  return stage.upstream.answer(chatCall('acme/m', { isStream, body }));
}

const event = (chunk: object) => `data: ${JSON.stringify(chunk)}\n\n`;
const chunksOf = (text: string) =>
  [...text.matchAll(/^data: (\{.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Record<string, unknown>);

describe('a whole answer', () => {
  it('is told as it came when it is as OpenAI has it', async () => {
    const text = JSON.stringify({ ...completion('Hi'), new_field: [1] }, undefined, 1);
    const got = await ask(answer(200, text, { 'content-type': 'application/json' }));
    expect(got).toMatchObject({ kind: 'whole', body: text });
  });

  it('is made to fit where a server leaves out what OpenAI never does', async () => {
    const call = { function: { name: 'weather', arguments: { city: 'Ulm' } } };
    const message = { content: [{ type: 'text', text: 'Hi' }], tool_calls: [call], reasoning: 'hm' };
    const usage = { prompt_tokens: 3, completion_tokens: 2, prompt_tokens_details: null };
    const got = bodyOfAnswer(await ask(json({ choices: [{ finish_reason: 'eos', message }], usage, extra: 1 })));
    expect(clientFaults('ChatCompletion', got)).toEqual([]);
    expect(got).toMatchObject({
      object: 'chat.completion',
      model: 'm',
      extra: 1,
      usage: { total_tokens: 5 },
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          logprobs: null,
          message: {
            role: 'assistant',
            content: 'Hi',
            refusal: null,
            reasoning: 'hm',
            tool_calls: [{ type: 'function', function: { name: 'weather', arguments: '{"city":"Ulm"}' } }],
          },
        },
      ],
    });
  });

  it('has no numbers for codes when it is a refusal', async () => {
    const refused = ask(json({ error: { code: 400, message: 'bad', type: 'invalid_request_error' } }, 400));
    await expect(refused).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
  });
});

describe('a stream', () => {
  it('is told as it came when it is as OpenAI has it', async () => {
    const text = [
      chunkEvent({ role: 'assistant', content: '' }),
      ': ping\n\n',
      chunkEvent({ content: 'Hi' }).replace('"id"', '"new_field":1, "id"'),
      chunkEvent({}, 'stop'),
      USAGE_EVENT,
      'data: [DONE]\n\n',
    ].join('');
    expect(await eventsOfAnswer(await ask(stream([text]), true))).toBe(text);
  });

  it.each([1, 100_000])('is made to fit, chunk by chunk (%i events in a piece)', async (size) => {
    const events = [
      event({ choices: [{ delta: { role: 'assistant', content: '', tool_calls: null } }] }),
      event({ choices: [{ delta: { content: 'Hi', refusal: null } }] }),
      event({ choices: [{ delta: { tool_calls: [{ id: 'c1', function: { name: 'w', arguments: '{}' } }] } }] }),
      event({ choices: [{ delta: {}, finish_reason: 'eos' }] }),
      event({ usage: { prompt_tokens: 3, completion_tokens: 2 } }),
      'data: [DONE]\n\n',
    ];
    const pieces = size === 1 ? events : [events.join('')];
    const text = await eventsOfAnswer(await ask(stream(pieces), true));
    const chunks = chunksOf(text);
    expect(chunks.flatMap((chunk) => clientFaults('ChatCompletionChunk', chunk))).toEqual([]);
    expect(chunks).toHaveLength(5);
    expect(chunks[3]).toMatchObject({ choices: [{ finish_reason: 'stop' }] });
    expect(chunks[4]).toMatchObject({ choices: [], usage: { total_tokens: 5 } });
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('has calls of tools mended though all before them was well', async () => {
    const events = [
      chunkEvent({ role: 'assistant', content: 'Hi' }),
      chunkEvent({ content: ' there' }),
      chunkEvent({ tool_calls: [{ id: 'c1', type: 'function', function: { name: 'w', arguments: '{}' } }] }),
      chunkEvent({}, 'tool_calls'),
    ];
    const chunks = chunksOf(await eventsOfAnswer(await ask(stream([...events, 'data: [DONE]\n\n']), true)));
    expect(chunks.flatMap((chunk) => clientFaults('ChatCompletionChunk', chunk))).toEqual([]);
  });
});

describe('whatever a server answers', () => {
  const odd = fc.constantFrom<unknown>(undefined, null, '', 'x', 0, 7, {}, []);
  const or = (good: unknown) => fc.oneof(fc.constant(good), odd);
  const calls = fc.oneof(
    odd.filter((value) => !Array.isArray(value) || value.length === 0),
    fc.array(
      fc.record({
        id: fc.constantFrom('c', null, undefined),
        type: fc.constantFrom('function', '', null, undefined),
        index: or(0),
        function: fc.oneof(odd, fc.record({ name: fc.constantFrom('f', null, undefined), arguments: or('{}') })),
      }),
      { maxLength: 2 },
    ),
  );
  const message = fc.record({ role: or('assistant'), content: or('Hi'), refusal: or(null), tool_calls: calls });
  const ends = or('eos');
  const choice = fc.record({
    index: or(0),
    finish_reason: ends,
    logprobs: fc.constant(null),
    message: fc.oneof(odd, message),
    delta: fc.oneof(odd, message),
    text: or('Hi'),
  });
  const body = fc.record({
    id: or('i'),
    object: or('chat.completion'),
    created: or(1.5),
    model: or('m'),
    choices: fc.oneof(odd, fc.array(choice, { maxLength: 2 })),
    usage: fc.oneof(odd, fc.record({ prompt_tokens: or(1), completion_tokens: or(1), total_tokens: or(2) })),
    service_tier: or('on_demand'),
  });
  const NAMES: MendNames = { format: 'openai-chat', id: 'chatcmpl-1', model: 'm', created: 1 };
  const COMPLETIONS: MendNames = { ...NAMES, format: 'openai-completions' };
  const sent = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

  it('fits, and what fits stays', () => {
    fc.assert(
      fc.property(body, (value) => {
        const whole = mendedAnswer(sent(value), NAMES);
        const chunk = mendedChunk(sent(value), NAMES);
        const text = mendedAnswer(sent(value), COMPLETIONS);
        expect(clientFaults('ChatCompletion', sent(whole))).toEqual([]);
        expect(clientFaults('ChatCompletionChunk', sent(chunk))).toEqual([]);
        expect(clientFaults('Completion', sent(text))).toEqual([]);
        expect(mendedAnswer(whole, NAMES)).toBe(whole);
        expect(mendedChunk(chunk, NAMES)).toBe(chunk);
        expect(mendedAnswer(text, COMPLETIONS)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
