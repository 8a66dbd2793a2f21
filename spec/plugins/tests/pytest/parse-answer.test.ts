import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAnswer } from '../../../../plugins/tests/pytest/parse-answer.js';

const text = fc.string({ unit: 'binary' });
const answer = fc.record({
  number: fc.nat(),
  id: text,
  when: text,
  sections: fc.array(fc.tuple(text, text)),
  stopped: fc.boolean(),
});

it('gives back what was answered', () => {
  fc.assert(
    fc.property(answer, ({ when, ...sent }) => {
      const sections = sent.sections.map(([title, section]) => ({ title, text: section }));
      expect(parseAnswer(JSON.stringify({ ...sent, when }))).toEqual({ ...sent, sections });
    }),
  );
});

it('never throws; a half of one, and what has another shape, is none', () => {
  const fields = { number: fc.jsonValue(), id: fc.jsonValue(), sections: fc.jsonValue(), stopped: fc.jsonValue() };
  const odd = fc.record(fields, { requiredKeys: [] }).map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(fc.oneof(text, fc.json(), odd), (line) => {
      const parsed = parseAnswer(line);
      if (parsed) expect([typeof parsed.number, typeof parsed.stopped]).toEqual(['number', 'boolean']);
    }),
  );
  fc.assert(
    fc.property(answer, fc.nat(), (sent, cut) => {
      const line = JSON.stringify(sent);
      expect(parseAnswer(line.slice(0, cut % line.length))).toBeUndefined();
    }),
  );
});
