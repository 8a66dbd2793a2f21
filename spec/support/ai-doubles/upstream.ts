import { LLMock } from '@copilotkit/aimock';

/** What the model says to `hello`: several chunks, characters of one to four bytes, one of them cut by a chunk's end. */
export const GREETING = 'Grüße aus dem Modell. 🚀 日本語 Ende.';
/** Twenty words to `story`, one in a chunk: long enough to be stopped in the middle. */
export const STORY = Array.from({ length: 20 }, (_, index) => `word${index} `).join('');
/** To `thought`: reasoning first. */
export const THOUGHT = { reasoning: 'because of that', content: 'the answer' };
export const VECTORS: Readonly<Record<string, readonly number[]>> = { alpha: [0.5, -0.25, 1], beta: [0, 1, 0.125] };

const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18, input_tokens: 11, output_tokens: 7 };

/**
 * The server that answers chats and embeddings: @copilotkit/aimock, which others wrote after the real ones. It has no key, no
 * list worth reading and no other vendor's errors: an `AiDouble` stands before it.
 */
export async function startUpstream(): Promise<LLMock> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', strict: false });
  mock.onMessage('hello', { content: GREETING, usage }, { chunkSize: 6 });
  mock.onMessage('story', { content: STORY, usage }, { chunkSize: 7 });
  mock.onMessage('thought', { ...THOUGHT, usage }, { chunkSize: 4 });
  mock.onMessage('cut', { content: STORY, usage }, { chunkSize: 7, latency: 1, truncateAfterChunks: 5 });
  await mock.start();
  return mock;
}
