import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseEvent } from '../../../../plugins/tests/pytest/parse-event.js';

const text = fc.string({ unit: 'binary' });
const event = fc.oneof(
  fc.record({ event: fc.constant('start'), id: text }),
  fc.record({ event: fc.constant('end'), status: fc.integer() }),
  fc.record({ event: fc.constant('deselected'), count: fc.nat() }),
  fc.record({
    event: fc.constant('hello'),
    schema: fc.nat(),
    python: text,
    pytest: text,
    rootdir: text,
    workers: fc.nat(),
  }),
  fc.record({ event: fc.constant('collect-report'), path: text, outcome: text, message: text, traceback: text }),
  fc.record({ event: fc.constant('start'), id: text, worker: text }),
  fc.record({
    event: fc.constant('process'),
    pid: fc.nat(),
    worker: text,
    stack: fc.nat(),
    capture: fc.tuple(fc.nat(), fc.nat()),
  }),
  fc.record({
    event: fc.constant('warning'),
    category: text,
    message: text,
    path: text,
    line: fc.nat(),
    id: text,
    count: fc.nat(),
  }),
  fc.record({
    event: fc.constant('request'),
    id: text,
    at: fc.nat(),
    method: text,
    url: text,
    status: fc.nat(),
    durationMs: fc.nat(),
  }),
  fc.record({ event: fc.constant('stray-modules'), paths: fc.array(text) }),
);

it('gives back every event as it was sent, whatever unknown fields are beside', () => {
  fc.assert(
    fc.property(
      event,
      fc.nat(),
      fc.dictionary(
        text.filter((name) => name !== 'worker'),
        fc.jsonValue(),
      ),
      (sent, n, extra) => {
        const parsed = parseEvent(JSON.stringify({ ...extra, ...sent, n }));
        expect(parsed).toEqual({ kind: 'event', sequence: n, event: sent });
      },
    ),
  );
});

it('never throws and calls everything else bad or unknown', () => {
  const names = fc.constantFrom(
    'hello',
    'collected',
    'deselected',
    'collect-report',
    'start',
    'phase',
    'process',
    'warning',
    'request',
    'stray-modules',
    'end',
    'other',
    '__proto__',
    'constructor',
  );
  const lines = fc.oneof(
    text,
    fc.json(),
    fc
      .record({ event: names, id: fc.jsonValue(), tests: fc.jsonValue(), n: fc.jsonValue() }, { requiredKeys: [] })
      .map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(lines, (line) => {
      expect(['event', 'unknown', 'bad']).toContain(parseEvent(line).kind);
    }),
  );
});

it.each([
  ['', 'bad'],
  ['null', 'bad'],
  ['[]', 'bad'],
  ['{"event":"start"}', 'bad'],
  ['{"event":"phase","id":"a","when":"call","outcome":"passed"}', 'bad'],
  ['{"event":"phase","id":"a","when":"call","outcome":"passed","duration":null}', 'bad'],
  ['{"event":"collected","tests":[{}]}', 'bad'],
  ['{"event":"collected","tests":[null]}', 'bad'],
  ['{"event":"from-the-future","n":4}', 'unknown'],
  ['{"event":"toString","n":4}', 'unknown'],
])('%s is %s', (line, kind) => {
  expect(parseEvent(line).kind).toBe(kind);
});

it('leaves out frames and sections of a wrong shape, and keeps the phase', () => {
  const line =
    '{"event":"phase","id":"a","when":"call","outcome":"failed","duration":1,"frames":[["p",1,"f"],["p"],3],"sections":[["t","x"],[1,2]]}';
  expect(parseEvent(line)).toMatchObject({
    kind: 'event',
    event: { frames: [['p', 1, 'f']], sections: [['t', 'x']], wasxfail: false },
  });
});
