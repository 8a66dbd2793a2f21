import type { AiLanguageModel, AiMessage } from 'devmgr/plugin-api/contracts/ai';

/** Models that think first count that as output. */
const mostOutput = 1_500;
const patienceMs = 20_000;

/** A small job for a model beside the answer. `undefined` when it fails or takes too long: then it goes on without. */
export async function askShortly(
  model: AiLanguageModel,
  messages: readonly AiMessage[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  let text = '';
  try {
    for await (const part of model.stream({ messages, maxOutputTokens: mostOutput }, { signal: limited })) {
      if (part.type === 'text-delta') text += part.text;
      if (part.type === 'stream-end' && part.reason !== 'stop') text = '';
    }
  } catch {
    text = '';
  }
  signal.throwIfAborted();
  return text.trim() === '' ? undefined : text.trim();
}
