import type { AiImage, AiMessage, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import fc from 'fast-check';

const image: fc.Arbitrary<AiImage> = fc.record({
  mediaType: fc.constantFrom('image/png', 'image/jpeg', 'image/gif', 'image/webp'),
  data: fc.uint8Array({ minLength: 1, maxLength: 20 }),
});

const message: fc.Arbitrary<AiMessage> = fc.record(
  {
    role: fc.constantFrom('system', 'user', 'assistant'),
    text: fc.string(),
    images: fc.array(image, { maxLength: 2 }),
  },
  { requiredKeys: ['role', 'text'] },
);

/** Anything that callers may ask, with a last message of the user that is not empty. */
export const anyRequest: fc.Arbitrary<AiRequest> = fc.record(
  {
    messages: fc
      .array(message, { maxLength: 6 })
      .map((messages): readonly AiMessage[] => [...messages, { role: 'user', text: 'Why?' }]),
    maxOutputTokens: fc.integer({ min: 0, max: 1_000_000 }),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
    stopSequences: fc.array(fc.string(), { maxLength: 8 }),
  },
  { requiredKeys: ['messages'] },
);
