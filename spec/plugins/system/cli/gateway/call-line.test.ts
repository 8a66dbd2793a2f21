import { expect, it } from 'vitest';
import { textTools } from '../../../../../core/screen/text/text-tools.js';
import { callLine } from '../../../../../plugins/system/cli/gateway/call-line.js';
import type { CallRecord } from '../../../../../plugins/system/gateway/record/call-record.js';

const at = (...[day, hour]: readonly [number, number]) => new Date(2026, 6, day, hour, 4, 5).getTime();
const call: CallRecord = {
  id: 'call-1',
  startedAt: at(3, 23),
  client: 'my-tool/1',
  request: 'POST /v1/chat/completions',
  model: 'fast',
  route: 'fast',
  target: 'one/x',
  tries: [{ target: 'one/x', outcome: 'answered', durationMs: 5 }],
  status: 200,
  outcome: 'answered',
  isStream: false,
  firstTokenMs: undefined,
  durationMs: 1200,
  inputTokens: undefined,
  outputTokens: undefined,
  costUsd: undefined,
  error: undefined,
  sent: undefined,
  said: undefined,
};

const text = textTools((said) => said);
const line = (changes: Partial<CallRecord>, now = at(3, 23)) => callLine({ ...call, ...changes }, text, now);

it('a call has its date where it is not of today', () => {
  expect(line({})).toMatch(/^23:04:05 200 my-tool\/1 {2}fast → one\/x · 1\.2/);
  expect(line({}, at(4, 1))).toMatch(/^2026-07-03 23:04:05 200 my-tool/);
  expect(line({ startedAt: at(3, 0) })).toMatch(/^00:04:05 /);
});

it('a call that nobody answered names all who were asked, in turn', () => {
  const failed = (target: string) => ({ target, outcome: 'failed' as const, durationMs: 5 });
  const passed = { target: 'zero/a', outcome: 'passed-over' as const, durationMs: 0 };
  const tries = [passed, failed('one/x'), failed('one/x'), failed('two/y')];
  expect(line({ outcome: 'failed', status: 502, tries, target: 'two/y' })).toContain('fast → one/x, two/y · 3 tries');
  const answered = [failed('one/x'), { target: 'two/y', outcome: 'answered' as const, durationMs: 5 }];
  expect(line({ tries: answered, target: 'two/y' })).toContain('fast → two/y · 2 tries');
  expect(line({ outcome: 'failed', status: 404, tries: [], target: undefined })).toContain('  fast · ');
});
