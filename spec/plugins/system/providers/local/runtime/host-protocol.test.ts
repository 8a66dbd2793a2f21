import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readHostAnswer,
  readHostRequest,
} from '../../../../../../plugins/system/providers/local/runtime/host-protocol.js';

const count = fc.nat();
const text = fc.string();
const messages = fc.array(
  fc.record({
    role: fc.constantFrom('system', 'user', 'assistant'),
    text,
    images: fc.array(fc.record({ mediaType: text, data: text })),
  }),
);
const requests = fc.oneof(
  fc.record({
    op: fc.constant('load'),
    id: count,
    dir: text,
    task: fc.constantFrom('text-generation', 'image-text-to-text', 'feature-extraction'),
    dtype: fc.oneof(text, fc.dictionary(text, text)),
  }),
  fc.record(
    {
      op: fc.constant('generate'),
      id: count,
      messages,
      stopSequences: fc.array(text),
      maxNewTokens: count,
      topP: count,
    },
    { requiredKeys: ['op', 'id', 'messages', 'stopSequences'] },
  ),
  fc.record({ op: fc.constant('embed'), id: count, texts: fc.array(text) }),
  fc.record({ op: fc.constant('unload'), id: count }),
  fc.record({ op: fc.constant('abort'), id: count, target: count }),
);
const answers = fc.oneof(
  fc.record({ type: fc.constant('hello'), protocol: count }),
  fc.record({ type: fc.constant('text'), id: count, text, tokens: count }),
  fc.record({
    type: fc.constant('end'),
    id: count,
    reason: fc.constantFrom('stop', 'length', 'aborted'),
    inputTokens: count,
    outputTokens: count,
  }),
  fc.record({ type: fc.constant('vectors'), id: count, dimensions: count, data: text }),
  fc.record({ type: fc.constant('failed'), id: count, kind: fc.constantFrom('memory', 'other'), message: text }),
);

describe.each([
  ['requests', readHostRequest, requests as fc.Arbitrary<object>],
  ['answers', readHostAnswer, answers as fc.Arbitrary<object>],
] as const)('%s', (_name, read, valid) => {
  it('come over as they were sent', () => {
    fc.assert(
      fc.property(valid, (sent) => {
        expect(read(JSON.stringify(sent))).toEqual(JSON.parse(JSON.stringify(sent)));
      }),
    );
  });

  it('with a field that is missing or of another kind are none', () => {
    const cases = valid.chain((sent) => fc.tuple(fc.constant(sent), fc.constantFrom(...Object.keys(sent))));
    fc.assert(
      fc.property(cases, ([sent, field]) => {
        // Those that may be left out.
        fc.pre(!['maxNewTokens', 'topP'].includes(field));
        expect(read(JSON.stringify({ ...sent, [field]: undefined }))).toBeUndefined();
        expect(read(JSON.stringify({ ...sent, [field]: null }))).toBeUndefined();
      }),
    );
  });

  it('are nothing else, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.json()), (line) => {
        expect(read(line)).toBeUndefined();
      }),
    );
    for (const line of ['{"op":"toString","id":1}', '{"type":"constructor"}', '[]', 'null', '']) {
      expect(read(line)).toBeUndefined();
    }
  });
});
