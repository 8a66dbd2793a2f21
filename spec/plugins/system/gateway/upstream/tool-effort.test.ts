import { afterEach, describe, expect, it } from 'vitest';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { json, type Fault } from '../../../../support/faults.js';
import { chatCall, completion, upstreamStage, type UpstreamStage } from './upstream-stage.js';

let server: FaultServer;
let stage: UpstreamStage;
afterEach(async () => {
  await stage.dispose();
  await server.dispose();
});

const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }];

async function ask(model: string, body: Readonly<Record<string, unknown>>, fault: Fault = json(completion('Hi'))) {
  server = await startFaultServer(fault);
  stage = upstreamStage({ providers: { openai: `${server.url}/v1`, acme: `${server.url}/v1` } });
  await stage.upstream.answer(chatCall(model, { body }));
  return JSON.parse(server.requests.at(-1)?.body ?? '') as { reasoning_effort?: unknown };
}

describe('tools of chat completions', () => {
  it.each(['openai/gpt-6-luna', 'openai/gpt-6.1-terra', 'openai/gpt-5.6-mini', 'openai/ft:gpt-6-luna:acme::1'])(
    'come without reasoning at %s',
    async (model) => expect((await ask(model, { tools })).reasoning_effort).toBe('none'),
  );

  it.each([
    ['openai/gpt-6-luna', { tools, reasoning_effort: 'low' }, 'low'],
    ['openai/gpt-6-luna', {}, undefined],
    ['openai/gpt-6-luna', { tools: [] }, undefined],
    ['openai/gpt-5.1', { tools }, undefined],
    ['openai/gpt-4o', { tools }, undefined],
    ['openai/gpt-6-astra', { tools }, undefined],
    ['openai/gpt-6.1-sol', { tools }, undefined],
    ['acme/gpt-6-luna', { tools }, undefined],
  ])('go on as the client sent them to %s (%j)', async (model, body, effort) =>
    expect((await ask(model, body)).reasoning_effort).toBe(effort),
  );

  const refused = json(
    { error: { message: "Function tools are not supported with this model. Use '/v1/responses'.", type: 'x' } },
    400,
  );
  it.each([
    [
      'openai/gpt-6-astra',
      { tools },
      'gpt-6-astra takes no tools in chat completions: gpt-6-luna and gpt-6.1-terra do',
    ],
    ['openai/gpt-6-luna', { tools, reasoning_effort: 'low' }, 'leave reasoning_effort out, or say none'],
  ])('are refused by %s with its own words, and what helps', async (model, body, hint) => {
    const failed = expect(ask(model, body, refused)).rejects;
    await failed.toMatchObject({ status: 400, message: expect.stringContaining('Function tools are not') as string });
    await expect(stage.upstream.answer(chatCall(model, { body }))).rejects.toThrow(hint);
  });
});
