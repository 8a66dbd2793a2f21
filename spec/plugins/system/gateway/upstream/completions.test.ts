import { afterEach, expect, it } from 'vitest';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { json, route, stream, type Fault } from '../../../../support/faults.js';
import {
  bodyOfAnswer,
  chatCall,
  chunkEvent,
  completion,
  eventsOfAnswer,
  upstreamStage,
  type UpstreamStage,
} from './upstream-stage.js';

let server: FaultServer;
let stage: UpstreamStage;
afterEach(async () => {
  await stage.dispose();
  await server.dispose();
});

async function open(completions: Fault, chat: Fault): Promise<void> {
  server = await startFaultServer(route({ '/v1/completions': completions, '/v1/chat/completions': chat }));
  stage = upstreamStage({ providers: { acme: `${server.url}/v1` } });
}

const asked = (isStream = false) =>
  chatCall('acme/m', {
    format: 'openai-completions',
    isStream,
    body: { prompt: 'Say hi', messages: undefined, max_tokens: 5 },
  });
const paths = () => server.requests.map(({ path }) => path).filter((path) => path.endsWith('completions'));
const NO_PATH = json({ detail: 'Not Found' }, 404);

it('goes to the completions of a provider that has them', async () => {
  const choices = [{ index: 0, text: 'Hi', finish_reason: 'stop', logprobs: null }];
  const body = { id: 'cmpl-1', object: 'text_completion', created: 1, model: 'm', choices };
  await open(json(body), NO_PATH);
  expect(bodyOfAnswer(await stage.upstream.answer(asked()))).toMatchObject({ id: 'cmpl-1' });
  expect(paths()).toEqual(['/v1/completions']);
});

it.each([404, 405])('asks for a chat where there are none (%i), and remembers it', async (status) => {
  const events = [chunkEvent({ role: 'assistant', content: 'Hi' }), chunkEvent({}, 'stop'), 'data: [DONE]\n\n'];
  let isStream = false;
  await open(json({}, status), (target) => (isStream ? stream(events) : json(completion('Hi')))(target));
  const answer = bodyOfAnswer(await stage.upstream.answer(asked()));
  expect(answer).toMatchObject({ object: 'text_completion', choices: [{ text: 'Hi', finish_reason: 'stop' }] });
  expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toMatchObject({
    messages: [{ role: 'user', content: 'Say hi' }],
    max_tokens: 5,
  });
  isStream = true;
  expect(await eventsOfAnswer(await stage.upstream.answer(asked(true)))).toContain('"text":"Hi"');
  expect(paths()).toEqual(['/v1/completions', '/v1/chat/completions', '/v1/chat/completions']);
});

it('takes an unknown model for that, not for a missing path', async () => {
  await open(NO_PATH, json({ error: { message: 'no such model', code: 'model_not_found' } }, 404));
  for (let call = 0; call < 2; call += 1)
    await expect(stage.upstream.answer(asked())).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  expect(paths()).toEqual(Array.from({ length: 2 }, () => ['/v1/completions', '/v1/chat/completions']).flat());
});
