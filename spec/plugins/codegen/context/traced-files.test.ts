import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { traceFrames } from '../../../../plugins/codegen/context/view/trace-frames.js';
import { expectQuick } from '../../../support/expect-quick.js';
import { contextStage, summary } from './context-stage.js';

const sample = fileURLToPath(new URL('../../../fixtures/orders-api', import.meta.url));
const stdin = (text: string) => ({ attachments: [{ title: 'stdin', text }] });
const long = (name: string) => Array.from({ length: 900 }, (_, at) => `${name}_${at + 1} = ${at}\n`).join('');

describe('an error that is piped in', () => {
  it('brings the files that it goes through, before everything else, the innermost first', async () => {
    await using stage = await contextStage(sample);
    const trace = `=== FAILURES ===
tests/unit/test_repository.py:31: in test_totals
    repository.add_order("a", [])
app/repository.py:78: in add_order
    raise EmptyOrder()
/usr/lib/python3.11/site-packages/starlette/app/main.py:3: in call
E   app.errors.EmptyOrder
app/errors.py:20: EmptyOrder
FAILED tests/unit/test_repository.py::test_totals - app.errors.EmptyOrder
`;
    const { items } = await stage.gather('app/pricing.py', 'fix this', { before: 'x = 1\n', ...stdin(trace) });
    expect(summary(items).slice(0, 3)).toEqual([
      'in the error: app/errors.py',
      'in the error: app/repository.py',
      'in the error: tests/unit/test_repository.py',
    ]);
  });

  it('of a program elsewhere is understood: absolute paths, those of a container, those of a folder of the project', async () => {
    await using stage = await contextStage({ 'api/app/a.py': 'a = 1\n', 'api/app/b.py': 'b = 1\n', 'x/c.ts': 'c\n' });
    const trace = `Traceback (most recent call last):
  File "${stage.root}/api/app/a.py", line 1, in one
  File "/srv/api/app/b.py", line 1, in two
    at run (file:///home/me/x/c.ts:1:5)
  File "/etc/a.py", line 4, in three
`;
    const { items } = await stage.gather('api/z.py', 'fix', stdin(trace));
    const found = () => summary(items).filter((line) => line.startsWith('in the error'));
    expect(found()).toEqual(['in the error: x/c.ts', 'in the error: api/app/b.py', 'in the error: api/app/a.py']);
    const relative = await stage.gather('api/z.py', 'E   x\napp/a.py:1: NameError');
    expect(summary(relative.items)[0]).toBe('in the error: api/app/a.py');
  });

  it('shows of a long file the lines around its places', async () => {
    await using stage = await contextStage({ 'app/big.py': long('value') });
    const { items } = await stage.gather('app/z.py', 'fix', stdin('app/big.py:500: Error\napp/big.py:510: Error\n'));
    const [first] = items;
    expect(first).toMatchObject({ title: 'app/big.py:470-540', startLine: 470, reason: 'in the error' });
    expect(first?.text.split('\n')[0]).toBe('value_470 = 469');
  });

  it('stays when the same file is there as a whole: that may be too long to be sent', async () => {
    await using stage = await contextStage({ 'app/big.py': long('value').slice(0, 5_900) });
    const before = 'from app.big import value_1\n';
    const { items } = await stage.gather('app/z.py', 'fix', { before, ...stdin('app/big.py:100: Error\n') });
    expect(items.filter(({ path }) => path === 'app/big.py').map(({ title }) => title)).toEqual([
      'app/big.py:70-130',
      'app/big.py',
    ]);
  });

  it('never brings a file of secrets, or the target', async () => {
    await using stage = await contextStage({ '.env': 'A=1\n', 'app/a.py': 'a = 1\n' });
    const { items } = await stage.gather(
      'app/a.py',
      'fix',
      stdin('.env:1: bad\napp/a.py:1: Error\n/srv/app/a.py:1: E\n'),
    );
    expect(summary(items).filter((line) => line.startsWith('in the error'))).toEqual([]);
  });

  it('is read in linear time, whatever stands in it', async () => {
    for (const part of ['File "', 'a.py:', 'a.', '/a', 'FAILED a', ' (a.b']) {
      const texts = [part.repeat(200_000), `${part}\n`.repeat(100_000), `${part.repeat(100)}\n`.repeat(4_000)];
      for (const [at, text] of texts.entries()) await expectQuick(3_000, () => traceFrames(text), `${at}: ${part}`);
    }
  });
});
