import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryStore } from '../../../core/log/entry-store.js';
import { LineIntake } from '../../../core/log/line-intake.js';
import { createRedactor } from '../../../core/log/redact.js';
import { testPython } from '../../support/python.js';

function makeIntake(env: Record<string, string> = {}) {
  const clock = { now: 1000 };
  const store = new EntryStore({ entries: 10_000, bytes: 1e8 });
  const intake = new LineIntake({ store, ...createRedactor(env), now: () => clock.now });
  const feed = (text: string, source = 'api', stream: 'stdout' | 'stderr' = 'stderr') => {
    for (const line of text.split('\n')) intake.line(source, line, stream, clock.now);
  };
  const messages = () => store.entries(0, store.end).map(({ message }) => message);
  return { clock, store, intake, feed, messages };
}

const TRACEBACK = `Traceback (most recent call last):
  File "/app/main.py", line 3, in create
    raise ValueError("negative quantity")
ValueError: negative quantity`;

const CHAINED = `Traceback (most recent call last):
  File "/app/main.py", line 3, in create
    int("x")
    ~~~^^^^^
ValueError: invalid literal

The above exception was the direct cause of the following exception:

${TRACEBACK}

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/main.py", line 9, in create
    raise KeyError(1)
KeyError: 1`;

const GROUP = `  + Exception Group Traceback (most recent call last):
  |   File "/app/main.py", line 3, in <module>
  |     raise ExceptionGroup("two", [ValueError(1), ExceptionGroup("in", [TypeError(2)])])
  | ExceptionGroup: two (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: 1
    +---------------- 2 ----------------
    | Exception Group Traceback (most recent call last):
    |   File "/app/main.py", line 4, in <module>
    |
    | ExceptionGroup: in (1 sub-exception)
    +-+---------------- 1 ----------------
      | TypeError: 2
      +------------------------------------`;

describe('tracebacks', () => {
  it.each([
    ['a plain one', TRACEBACK],
    ['chained ones', CHAINED],
    ['an exception group', GROUP],
    [
      'a group after a plain one',
      `${TRACEBACK}\n\nDuring handling of the above exception, another exception occurred:\n\n${GROUP}`,
    ],
    [
      'a syntax error',
      'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    import b\n  File "b.py", line 1\n    x = = 1\n        ^\nSyntaxError: invalid syntax',
    ],
    [
      'what pydantic adds',
      `${TRACEBACK.replace('ValueError: negative quantity', 'pydantic_core._pydantic_core.ValidationError: 2 validation errors for Order')}\nname\n  Field required [type=missing]\n    For further information visit https://errors.pydantic.dev\nsize\n  Field required [type=missing]`,
    ],
    [
      'what SQLAlchemy adds',
      `${TRACEBACK.replace('ValueError: negative quantity', 'sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: orders')}\n[SQL: SELECT orders.id\nFROM orders\nWHERE orders.id = ?]\n[parameters: (1,)]\n(Background on this error at: https://sqlalche.me/e/14/e3q8)`,
    ],
    [
      'a crash of the interpreter',
      'Fatal Python error: Segmentation fault\n\nCurrent thread 0x0000 (most recent call first):\n  File "a.py", line 3 in crash\n  File "a.py", line 9 in <module>',
    ],
  ])('%s stays one entry', (_what, text) => {
    const { feed, store, messages } = makeIntake();
    feed(`${text}\nINFO:     next\nplain`);
    expect(messages()).toEqual([text, 'next', 'plain']);
    expect(store.at(0)?.level).toBe('error');
  });

  it('belongs to the error line before it', () => {
    const { feed, messages, clock } = makeIntake();
    feed(`INFO:     started\nERROR:    Exception in ASGI application\n${CHAINED}`);
    clock.now += 1;
    feed('ordinary output');
    expect(messages()).toEqual(['started', `Exception in ASGI application\n${CHAINED}`, 'ordinary output']);
  });

  it('does not belong to a line that is no error, nor to an error long before', () => {
    const { feed, messages, clock } = makeIntake();
    feed('INFO:     started');
    feed(TRACEBACK);
    feed('ERROR:    broken');
    clock.now += 5000;
    feed(TRACEBACK);
    expect(messages()).toEqual(['started', TRACEBACK, 'broken', TRACEBACK]);
  });

  it('begins in the head of a record', () => {
    const { feed, messages } = makeIntake();
    feed(`ERROR:    ${TRACEBACK}\n\nERROR:    Application startup failed. Exiting.`);
    expect(messages()).toEqual([TRACEBACK, 'Application startup failed. Exiting.']);
  });

  it('two in a row are two entries', () => {
    const { feed, messages } = makeIntake();
    feed(`${TRACEBACK}\n${TRACEBACK}\n${GROUP}\n${GROUP}`);
    expect(messages()).toEqual([TRACEBACK, TRACEBACK, GROUP, GROUP]);
  });

  it('have messages of several lines', () => {
    const { feed, messages, store } = makeIntake();
    const text = `${TRACEBACK}\nsecond line\nthird (line)`;
    feed(`${text}\nINFO:     next`);
    expect(messages()).toEqual([text, 'next']);
    expect(store.at(0)?.level).toBe('error');
  });

  it.each([
    ['a blank line', '\nafter a blank line'],
    ['a line with a level', 'error: something else'],
    ['a dated line', '2026-01-02 03:04:05 something else'],
    ['a rule', '---------- something else ----------'],
    ['JSON', '{"some":"document"}'],
  ])('their messages end before %s', (_what, text) => {
    const { feed, messages } = makeIntake();
    feed(`${TRACEBACK}\n${text}\nmore`);
    expect(messages()).toEqual([TRACEBACK, text.trim(), 'more']);
  });

  it('their messages end with what was written at once, and after twenty lines', () => {
    const { feed, messages, clock } = makeIntake();
    feed(TRACEBACK);
    clock.now += 1;
    feed('later');
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    feed(`${TRACEBACK}\n${lines.join('\n')}`);
    const whole = `${TRACEBACK}\n${lines.slice(0, 20).join('\n')}`;
    expect(messages()).toEqual([TRACEBACK, 'later', whole, ...lines.slice(20)]);
  });

  it('of two programs and of both outputs do not mix', () => {
    const { intake, store } = makeIntake();
    for (const line of TRACEBACK.split('\n')) {
      intake.line('api', line, 'stderr', 0);
      intake.line('worker', line, 'stderr', 0);
      intake.line('api', 'output', 'stdout', 0);
    }
    const whole = store.entries(0, store.end).filter(({ message }) => message === TRACEBACK);
    expect(whole.map(({ source }) => source)).toEqual(['api', 'worker']);
    expect(store.end).toBe(6);
  });

  it('goes on after a record of another thread', () => {
    const { feed, messages } = makeIntake();
    const [head, ...rest] = TRACEBACK.split('\n');
    feed(`${head}\nINFO:     in between\n${rest.join('\n')}`);
    expect(messages()).toEqual([TRACEBACK, 'in between']);
  });

  it('is cut into entries of 500 lines, with nothing lost', () => {
    const { feed, messages } = makeIntake();
    const frames = Array.from({ length: 1200 }, (_, index) => `  File "a.py", line ${index}`);
    const text = ['Traceback (most recent call last):', ...frames, 'ValueError: x'].join('\n');
    feed(text);
    expect(messages().map((message) => message.split('\n').length)).toEqual([500, 500, 202]);
    expect(messages().join('\n')).toBe(text);
  });

  it('holds no secret that is broken over two of its lines', () => {
    const { feed, messages } = makeIntake({ SOME_TOKEN: 'correct-horse-battery' });
    feed(`${TRACEBACK}: correct-horse\n   -battery and so on`);
    expect(messages()).toEqual([`${TRACEBACK}: *** and so on`]);
  });

  it('of a real interpreter stay whole', () => {
    const script = `
import sys, traceback
def deep(n):
    return deep(n + 1)
def chained():
    try:
        {}["x"]
    except KeyError as error:
        raise RuntimeError("first\\nwith a second line") from error
for call in (lambda: deep(0), chained, lambda: compile("x = = 1", "x.py", "exec")):
    try:
        call()
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print("INFO:     next")
`;
    const { feed, messages } = makeIntake();
    feed(execFileSync(testPython(), ['-c', script], { encoding: 'utf8' }));
    expect(messages().map((message) => message.split('\n').at(-1))).toEqual([
      expect.stringMatching(/^RecursionError: /),
      'next',
      'with a second line',
      'next',
      expect.stringMatching(/^SyntaxError: /),
      'next',
    ]);
  });
});

describe('lines', () => {
  it('lose escape sequences, and blank ones are left out', () => {
    const { feed, messages, store } = makeIntake();
    feed('\x1b[32mINFO\x1b[0m:     Uvicorn running\n\n   \nplain {bold}text{/bold}\ttab\r');
    expect(messages()).toEqual(['Uvicorn running', 'plain {bold}text{/bold}\ttab']);
    expect(store.sources()).toEqual(['api']);
  });

  it('that are not blank all come out, whatever they are', () => {
    const line = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab :|+"[-'), maxLength: 30 }),
      fc.constantFrom(...CHAINED.split('\n'), ...GROUP.split('\n'), 'ERROR:    x', 'INFO:     y'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const { intake, messages } = makeIntake();
        for (const text of lines) intake.line('api', text, 'stdout', 0);
        const got = messages().flatMap((message) => message.split('\n'));
        const given = lines.map((text) => text.replace(/^(?:ERROR|INFO): +/, ''));
        const sorted = (list: string[]) => list.filter((text) => text.trim() !== '').sort();
        expect(sorted(got)).toEqual(sorted(given));
      }),
    );
  });
});

describe('what the report of pytest quotes', () => {
  const REPORT = `=================================== FAILURES ===================================
__________________________________ test_total __________________________________
>       assert total == 2
E       assert 1 == 2
E   ValueError: level=error code=7
tests/test_orders.py:9: AssertionError
------------------------------ Captured log call -------------------------------
ERROR    app.orders:orders.py:12 no such order
ERROR:    as uvicorn writes it
----------------------------- Captured stderr call -----------------------------
${TRACEBACK}
__________________________________ test_other __________________________________
ERROR    root:other.py:1 not quoted
=========================== short test summary info ============================
FAILED tests/test_orders.py::test_total - assert 1 == 2
1 failed in 0.03s`;

  it('is no error once more; the failed test is', () => {
    const { feed, store } = makeIntake();
    feed(REPORT, 'tests', 'stdout');
    const entries = store.entries(0, store.end);
    const errors = entries.filter(({ level }) => level === 'error').map(({ message }) => message);
    expect(errors).toEqual(['ERROR    root:other.py:1 not quoted', expect.stringMatching(/^FAILED tests/)]);
    expect(entries.map(({ message }) => message)).toContain('ERROR:    as uvicorn writes it');
    expect(entries.map(({ message }) => message)).toContain(TRACEBACK);
  });

  it('ends with the run', () => {
    const { feed, store, clock } = makeIntake();
    feed('------- Captured log call -------\nERROR    root:a.py:1 quoted', 'tests', 'stdout');
    clock.now += 2000;
    feed('ERROR    root:a.py:1 live', 'tests', 'stdout');
    expect(store.entries(0, store.end).map(({ level }) => level)).toEqual(['info', 'info', 'error']);
  });
});

it('tells which entries will not change any more', () => {
  const { feed, intake, store, clock } = makeIntake();
  feed('one\ntwo');
  expect(intake.settledBefore()).toBe(2);
  feed('ERROR:    three');
  expect(intake.settledBefore()).toBe(2);
  feed('other', 'worker');
  expect(intake.settledBefore()).toBe(2);
  clock.now += 1500;
  expect(intake.settledBefore()).toBe(store.end);
});
