import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countTokens } from '../../../../core/screen/text/count-tokens.js';
import { estimateTokens } from '../../../../core/screen/text/estimate-tokens.js';

interface CountedText {
  readonly name: string;
  readonly text: string;
  readonly tokens: Readonly<Record<string, number>>;
}

/** As the tokenizers themselves count: npm gpt-tokenizer (o200k, cl100k), llama-tokenizer-js, llama3-tokenizer-js, mistral-tokenizer-js. */
const counted = JSON.parse(readFileSync(new URL('counted-texts.json', import.meta.url), 'utf8')) as CountedText[];

it.each(counted)('is not less than any tokenizer counts: $name', ({ text, tokens }) => {
  expect(estimateTokens(text)).toBeGreaterThanOrEqual(Math.max(...Object.values(tokens)));
});

it('is not much more than the tokenizers of today count for code and prose', () => {
  const usual = counted.filter(({ name }) => ['python', 'typescript', 'markdown', 'numbered'].includes(name));
  expect(usual).toHaveLength(4);
  for (const { text, tokens } of usual) expect(estimateTokens(text)).toBeLessThan(1.9 * (tokens['gpt-4o'] ?? 0));
});

it('counts long texts in slices as it counts them at once, but for the cuts', async () => {
  const text = counted
    .map((each) => each.text)
    .join('\n')
    .repeat(4);
  const whole = estimateTokens(text);
  const sliced = await countTokens(text);
  expect(Math.abs(sliced - whole)).toBeLessThan(0.01 * whole);
  expect(await countTokens(text, 100)).toBeGreaterThan(100);
});

it('counts every text, and more for more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const tokens = estimateTokens(text);
      expect(tokens).toBeGreaterThanOrEqual(0);
      expect(estimateTokens(`${text}\nmore`)).toBeGreaterThanOrEqual(tokens);
    }),
  );
});
