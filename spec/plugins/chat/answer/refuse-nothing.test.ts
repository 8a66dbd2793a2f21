import type { AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuiltPlugin } from '../../../support/built-plugin.js';
import { says } from '../../system/providers/support/scripted-provider.js';
import { builtChat } from '../index/service/service-stage.js';
import { answerStage } from './answer-stage.js';

let plugin: BuiltPlugin;
beforeAll(async () => {
  plugin = await builtChat();
});
afterAll(() => plugin[Symbol.asyncDispose]());

type EndReason = Extract<AiStreamPart, { readonly type: 'stream-end' }>['reason'];

/** Ends, and has said no more than that. */
function endsWith(reason: EndReason, ...parts: readonly AiStreamPart[]) {
  return async function* (): AsyncGenerator<AiStreamPart> {
    yield* parts;
    const target = { providerId: 'p', modelId: 'm', host: undefined };
    yield { type: 'stream-end', reason, target, usage: { inputTokens: 1, outputTokens: 0, costUsd: undefined } };
  };
}

const ask = async (stream: ReturnType<typeof endsWith> | ReturnType<typeof says>) => {
  await using stage = await answerStage(plugin, { files: {}, streams: [stream] });
  return await stage.ask('How is an order created?', { usesCode: false });
};

it.each([
  ['stop', 'The model answered nothing'],
  ['length', 'The model wrote as much as it may before it began its answer'],
  ['content-filter', 'The filter of the provider let nothing of the answer through'],
] as const)('is no answer without text: %s', async (reason, message) => {
  const thought: AiStreamPart = { type: 'reasoning-delta', text: 'Hm.' };
  const got = await ask(endsWith(reason, thought, { type: 'text-delta', text: ' \n' }));
  expect(got.end).toBeUndefined();
  expect(got.error).toMatchObject({
    ...{ code: 'DEVMGR_AI_PROVIDER_FAILED', exitCode: 5, message },
    hint: 'Ask again, or choose another model',
  });
});

it('takes what has text for an answer, and what was stopped for no failure', async () => {
  expect(await ask(says('Ok.'))).toMatchObject({ text: 'Ok.', error: undefined, end: { reason: 'stop' } });
  expect(await ask(endsWith('aborted'))).toMatchObject({ error: undefined, end: { reason: 'aborted' } });
});
