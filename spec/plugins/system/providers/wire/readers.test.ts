import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireFormatError } from '../../../../../plugins/system/providers/wire/wire-format-error.js';
import type { WireContext, WireFormat, WirePart } from '../../../../../plugins/system/providers/wire/wire-format.js';
import { wireFormats } from '../../../../../plugins/system/providers/wire/wire-formats.js';
import { wireContext } from './support/wire-context.js';

const names = [
  ...[
    'choices',
    'delta',
    'message',
    'content',
    'finish_reason',
    'usage',
    'prompt_tokens',
    'error',
    'data',
    'id',
    'type',
  ],
  ...['embedding', 'index', 'pricing', 'input', 'output', 'meta', 'architecture', 'input_modalities', 'capabilities'],
  ...['text', 'thinking', 'content_block', 'stop_reason', 'has_more', 'last_id', 'lifecycle', 'retires_at', 'code'],
  ...['shutdown_date', 'detail', '__proto__', 'constructor', 'toString'],
];
const kinds = [
  'message_start',
  'content_block_delta',
  'content_block_start',
  'message_delta',
  'error',
  'chat',
  'toString',
];

/** JSON that has the members of real answers, with anything as their values. */
const { answer } = fc.letrec((tie) => ({
  answer: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(...kinds)),
    fc.array(tie('answer'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('answer'), { maxKeys: 5 }),
  ),
}));
const body = fc.oneof(
  answer.map((value) => JSON.stringify(value)),
  fc.string(),
  fc.json(),
);

/** What a reader makes of a text; `undefined` when it refuses it in the agreed way. */
function read<T>(reader: () => T): T | undefined {
  try {
    return reader();
  } catch (error) {
    expect(error).toBeInstanceOf(WireFormatError);
    expect((error as Error).message).toMatch(/^answered with [^\n]{3,100}$/);
    return undefined;
  }
}

function checkParts(parts: readonly WirePart[]): void {
  for (const part of parts) {
    if (part.type === 'text' || part.type === 'reasoning') expect(part.text).toMatch(/^[^]+$/);
    if (part.type === 'usage')
      expect(Object.values(part.usage).every((n) => Number.isSafeInteger(n) && n >= 0)).toBe(true);
    if (part.type === 'error') checkTexts([part.error.message, part.error.type, part.error.code]);
  }
}

function checkTexts(texts: readonly unknown[]): void {
  for (const text of texts) expect(['string', 'undefined']).toContain(typeof text);
}

function checkReaders(format: WireFormat, context: WireContext, text: string, name: string | undefined): void {
  checkParts(read(() => format.readEvent(context, { event: name, data: text })) ?? []);
  checkParts(read(() => format.readWhole(context, text)) ?? []);
  const { message, type, code } = format.readError(text);
  checkTexts([message, type, code]);
  for (const model of read(() => format.readModels(context, text))?.models ?? []) {
    expect(model.id).toMatch(/^[^]+$/);
    checkTexts([model.retirement?.date]);
    for (const size of [model.contextWindow, model.maxOutputTokens]) expect(size ?? 1).toBeGreaterThan(0);
  }
  for (const vector of read(() => format.readEmbeddings?.(context, text, 1)) ?? []) {
    expect(vector.every(Number.isFinite)).toBe(true);
  }
}

describe.each([
  ['openai-chat', 'together'],
  ['anthropic-messages', 'anthropic'],
] as const)('readers of %s', (name, provider) => {
  it('take anything: an answer of the right shape, or a WireFormatError', () => {
    const eventName = fc.option(fc.constantFrom('error', 'message_delta', 'ping', 'toString'), { nil: undefined });
    fc.assert(
      fc.property(body, eventName, (text, event) => {
        checkReaders(wireFormats[name], wireContext(provider), text, event);
      }),
      { numRuns: 500 },
    );
  });
});
