import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseWorkerEvent } from '../../../../../plugins/system/servers/worker/parse-worker-event.js';

it('takes what a worker tells, and of each field only what it can be', () => {
  expect(parseWorkerEvent('{"event":"importing"}')).toEqual({ event: 'importing' });
  expect(parseWorkerEvent('{"event":"import-failed","message":"E: x","frames":[["a.py",3],["b",null],7]}')).toEqual({
    ...{ event: 'import-failed', error: { message: 'E: x', frames: [{ file: 'a.py', line: 3 }] } },
  });
  const line = '{"event":"request","at":5,"method":"GET","path":"/","status":"200","bytes":-1,"dropped":3}';
  expect(parseWorkerEvent(line)).toMatchObject({ dropped: 3, request: { at: 5, method: 'GET', path: '/' } });
  expect(parseWorkerEvent(line)).not.toHaveProperty('request.status', '200');
  expect(parseWorkerEvent('{"event":"request","at":5,"method":"GET"}')).toBeUndefined();
  expect(parseWorkerEvent('{"event":"of a later version"}')).toBeUndefined();
});

it('takes any line without an error', () => {
  const names = fc.constantFrom('request', 'import-failed', 'port-failed', 'hand-over-failed', 'listening');
  const line = fc.tuple(names, fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(fc.property(line, ([event, fields]) => void parseWorkerEvent(JSON.stringify({ ...fields, event }))));
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseWorkerEvent(text)));
});
