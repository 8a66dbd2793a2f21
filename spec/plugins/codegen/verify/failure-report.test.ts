import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureReport } from '../../../../plugins/codegen/verify/failure-report.js';
import { fairShares } from '../../../../plugins/codegen/verify/report/fair-shares.js';
import { pruneTraceback } from '../../../../plugins/codegen/verify/report/prune-traceback.js';
import type { Failure } from '../../../../plugins/codegen/verify/run/read-run.js';

const countTokens = (text: string) => Promise.resolve(Math.ceil(text.length / 3));
const report = (failures: readonly Failure[], mostTokens = 2_000, detail?: string) =>
  failureReport({ failures, detail }, { mostTokens, countTokens });

const failure = (changes: Partial<Failure> = {}): Failure => ({
  ...{ id: 'tests/test_a.py::test_it', message: 'assert 1 == 2', traceback: undefined, frames: [], sections: [] },
  ...changes,
});

const long = `    def test_it(client):
        body = {"sku": "mug"}
>       response = client.post("/orders", json=body)

tests/test_a.py:5: 
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _
/usr/lib/python3/dist-packages/starlette/testclient.py:633: in post
    return super().post(
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

    def create(order):
>       return price(order.lines)
E       NameError: name 'price' is not defined

app/orders.py:12: NameError`;

describe('the report', () => {
  it('tells each cause once, with the frames of the project and what was printed last', async () => {
    const frames = [
      { path: 'tests/test_a.py', line: 5, function: 'test_it' },
      { path: 'app/orders.py', line: 12, function: 'create' },
      { path: '/usr/lib/python3/dist-packages/x.py', line: 1, function: 'x' },
    ];
    const sections = [
      { title: 'Captured stdout call', text: Array.from({ length: 50 }, (_, at) => `line ${at}`).join('\n') },
    ];
    const first = failure({ message: "NameError: name 'price' is not defined", traceback: long, frames, sections });
    const text = await report([
      failure({ id: 'tests/test_b.py::test_other' }),
      first,
      {
        ...first,
        id: 'tests/test_a.py::test_too',
        frames: [{ path: 'tests/test_a.py', line: 9, function: 'test_too' }, ...frames.slice(1)],
      },
    ]);
    expect(text).toBe(
      [
        '3 tests fail, of 2 causes.',
        '',
        'FAILED tests/test_a.py::test_it',
        'FAILED tests/test_a.py::test_too',
        '    def test_it(client):',
        '        body = {"sku": "mug"}',
        '>       response = client.post("/orders", json=body)',
        'tests/test_a.py:5: ',
        '(1 frame of installed code left out)',
        '    def create(order):',
        '>       return price(order.lines)',
        "E       NameError: name 'price' is not defined",
        'app/orders.py:12: NameError',
        'Captured stdout call:',
        ...Array.from({ length: 12 }, (_, at) => `line ${38 + at}`),
        '',
        'FAILED tests/test_b.py::test_other',
        'assert 1 == 2',
      ].join('\n'),
    );
  });

  it('says the error even where it was raised in installed code', () => {
    const inside = long.replace('app/orders.py', '/usr/lib/python3/site-packages/lib.py');
    expect(pruneTraceback(inside)).toMatch(/\(2 frames of installed code left out\)\nE {7}NameError[^\n]*$/);
  });

  it('keeps a long difference short', () => {
    const lines = Array.from({ length: 500 }, (_, at) => `E         - ${at}`);
    const text = pruneTraceback(['>   assert a == b', ...lines, '', 'tests/test_a.py:3: AssertionError'].join('\n'));
    expect(text.split('\n')).toHaveLength(33);
    expect(text).toContain('(470 more lines)');
  });

  it('gives short causes their room and cuts long ones', async () => {
    const traceback = Array.from({ length: 14 }, (_, at) => `    ${'x'.repeat(200)}${at}`).join('\n');
    const longs = [1, 2].map((n) => failure({ id: `t.py::test_${n}`, message: `long ${n}`, traceback }));
    const text = await report([...longs, failure({ id: 't.py::test_short', message: 'short' })], 800);
    expect(text).toContain('FAILED t.py::test_short\nshort');
    for (const one of longs) expect(text).toContain(`FAILED ${one.id}\n${one.message}`);
    expect(text).toContain('lines left out)');
    expect(await countTokens(text)).toBeLessThanOrEqual(800);
  });

  it('counts causes for which there is no room', async () => {
    const many = Array.from({ length: 100 }, (_, at) => failure({ id: `t.py::test_${at}`, message: `cause ${at}` }));
    expect(await report(many, 600)).toMatch(/91 more tests fail of other causes\.$/);
  });

  it('is what is known where no test failed', async () => {
    expect(await report([], 500, 'pytest died')).toBe('pytest died');
  });

  it('stays within its room for any failures', async () => {
    const text = fc.string({
      maxLength: 3_000,
      unit: fc.constantFrom('x', ' ', '\n', 'E ', '_ _ _ _\n', 'a.py:1: ', '>'),
    });
    const any = fc.record({
      id: fc.string({ maxLength: 30 }),
      message: fc.option(text, { nil: undefined }),
      traceback: fc.option(text, { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(any, { maxLength: 8 }),
        fc.integer({ min: 200, max: 3_000 }),
        async (failures, most) => {
          const said = await report(
            failures.map((one) => failure(one)),
            most,
          );
          expect(await countTokens(said)).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});

it('shares a room fairly', () => {
  expect(fairShares([10, 100, 100], 110)).toEqual([10, 50, 50]);
  expect(fairShares([5, 5], 100)).toEqual([5, 5]);
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), fc.nat(5_000), (wishes, room) => {
      const shares = fairShares(wishes, room);
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
      expect(sum(shares)).toBeLessThanOrEqual(room);
      expect(sum(shares)).toBeGreaterThanOrEqual(Math.min(room - wishes.length, sum(wishes)));
      shares.forEach((share, at) => expect(share).toBeLessThanOrEqual(wishes[at] ?? 0));
    }),
  );
});
