import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRedactor } from '../../../../core/log/redact.js';
import { maskedValues } from '../../../../plugins/tests/pytest/masked-values.js';
import type { PhaseEvent } from '../../../../plugins/tests/pytest/protocol.js';
import { redactEvent } from '../../../../plugins/tests/pytest/redact-event.js';
import { expectQuick } from '../../../support/expect-quick.js';

const { redact } = createRedactor({});

function failed(parts: Partial<PhaseEvent>): PhaseEvent {
  return {
    event: 'phase',
    id: 'test_it.py::test_login',
    when: 'call',
    outcome: 'failed',
    duration: 0.1,
    wasxfail: false,
    subtest: false,
    message: undefined,
    traceback: undefined,
    frames: [],
    sections: [],
    worker: undefined,
    ...parts,
  };
}

const locals = (...pairs: readonly (readonly [string, string])[]): Partial<PhaseEvent> => ({
  frames: [
    [
      'test_it.py',
      3,
      'test_login',
      { first: 1, lines: ['def test_login():', '    pin_token = 987654321'], locals: pairs },
    ],
  ],
});

it('masks a value that its name gives away wherever else it stands in what is told of the test', () => {
  const learned: string[] = [];
  const told = failed({
    ...locals(['password', "'localstrpw1'"], ['token', "'comptokengot11'"], ['pin_token', '987654321']),
    message: "AssertionError: assert 'localstrpw1' == 'x'",
    traceback: "E   AssertionError: assert {'password': ...mptokengot11'} == {'a': 1}\nlogin('localstr...",
    sections: [['Captured stdout call', 'sent localstrpw1 and 987654321, took 0.987654321 s\n']],
    comparison: ['==', 'localstrpw1', "{'p': 'comptokengot11'}"],
  });
  const masked = redactEvent(told, redact, (value) => learned.push(value)) as PhaseEvent;
  expect(masked).toEqual({
    ...told,
    frames: [
      [
        'test_it.py',
        3,
        'test_login',
        {
          first: 1,
          lines: ['def test_login():', '    pin_token = ***'],
          locals: [
            ['password', "'***'"],
            ['token', "'***'"],
            ['pin_token', '***'],
          ],
        },
      ],
    ],
    message: "AssertionError: assert '***' == 'x'",
    traceback: "E   AssertionError: assert {'password': ...***'} == {'a': 1}\nlogin('***...",
    sections: [['Captured stdout call', 'sent *** and ***, took 0.987654321 s\n']],
    comparison: ['==', '***', "{'p': '***'}"],
  });
  expect(learned.sort()).toEqual(['987654321', 'comptokengot11', 'localstrpw1', 'mptokengot11']);
});

it('leaves words, constants, short numbers and folders alone where they stand without a name', () => {
  const values = ["'postgres'", "'False'", '123456', "'/home/me/secrets/a1'", "'true'", "'changeme'", "'None'"];
  const message = `postgres False 123456 /home/me/secrets/a1 true changeme None my_password_field in my_password`;
  const told = failed({ ...locals(...values.map((value) => ['password', value] as const)), message });
  const text = "login(password='my_password')";
  const masked = redactEvent({ ...told, traceback: text }, redact, () => expect.unreachable()) as PhaseEvent;
  expect(masked.message).toBe(message.replace(/my_password$/, '***'));
  expect(masked.frames[0]?.[3]?.locals.every(([, value]) => value !== "'postgres'")).toBe(true);
});

it('finds what was taken out of a text', () => {
  const piece = fc.stringMatching(/^[a-z =':,\n]{1,20}$/);
  const value = fc.stringMatching(/^[A-Z0-9]{8,20}$/).filter((text) => /[A-Z]/.test(text) && /\d/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, value), { minLength: 1 }), piece, (parts, last) => {
      const text = parts.map(([before, secret]) => before + secret).join('') + last;
      const masked = parts.map(([before]) => `${before}***`).join('') + last;
      expect(maskedValues(text, masked)).toEqual(parts.map(([, secret]) => secret));
    }),
  );
  expect(maskedValues('a *** b', 'a *** b')).toEqual([]);
  expect(maskedValues('*** token=abc123def', '*** token=***')).toEqual(['abc123def']);
});

it('takes linear time on large texts', async () => {
  const token = Array.from({ length: 50 }, (_, at) => `token='abc${at}def${at}ghi'`).join('\n');
  const text = `${token}\n${'abc1...'.repeat(5_000)}`;
  await expectQuick(1500, () => redactEvent(failed({ traceback: text }), redact));
});
