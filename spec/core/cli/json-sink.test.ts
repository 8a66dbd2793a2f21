import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonSink } from '../../../core/cli/json-sink.js';

function written(text: string): string {
  let all = '';
  const sink = {
    write: (part: string) => void (all += part),
    isTTY: false,
    columns: 80,
    color: false,
    paint: (_style: unknown, text: string) => text,
  };
  jsonSink(sink).write(text);
  return all;
}

it('leaves nothing in a document that a terminal obeys', () => {
  expect(written(JSON.stringify({ text: 'a\x9b31mb\x7f \u202ec\u2069' }))).toBe(
    '{"text":"a\\u009b31mb\\u007f \\u202ec\\u2069"}',
  );
});

it('means the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(written(JSON.stringify({ [text]: text })))).toEqual({ [text]: text });
    }),
  );
});
