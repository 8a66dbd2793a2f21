import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failureLines } from '../../../../plugins/tests/explain/failure-lines.js';
import { foldLibraryFrames } from '../../../../plugins/tests/explain/fold-library-frames.js';
import { importedNames } from '../../../../plugins/tests/explain/imported-names.js';
import { functionAt } from '../../../../plugins/tests/explain/read-function.js';
import { toldOnce } from '../../../../plugins/tests/explain/told-once.js';
import { trimToFunction } from '../../../../plugins/tests/explain/trim-to-function.js';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

const FILE = `def before():
    return 1

@pytest.mark.slow
def test_it(
    client,
):
    value = make(client)

    assert value == 2


class TestOther:
    def test_more(self):
        pass
`.split('\n');

it('leaves neighbours out', () => {
  const { firstLine, lines } = trimToFunction({ firstLine: 1, lines: FILE }, 10);
  expect([firstLine, lines[0], lines.at(-1)]).toEqual([4, '@pytest.mark.slow', '    assert value == 2']);
  expect(trimToFunction({ firstLine: 8, lines: FILE.slice(7, 14) }, 10).lines.at(-1)).toBe('    assert value == 2');
});

it('finds the whole of a function, below its decorators too', () => {
  expect(functionAt(FILE, 4)?.lines.at(-1)).toBe('    assert value == 2');
  expect(functionAt(FILE, 14)?.lines).toEqual(['    def test_more(self):', '        pass']);
  expect(functionAt(FILE, 2)).toBeUndefined();
});

it('always has the line itself', () => {
  const line = fc.constantFrom('def f():', '    x = 1', '@a', '', 'class C:', '        y', '    async def g(self):');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(), (lines, at) => {
      const place = 1 + (at % lines.length);
      const trimmed = trimToFunction({ firstLine: 1, lines }, place);
      expect(trimmed.firstLine).toBeLessThanOrEqual(place);
      expect(trimmed.firstLine + trimmed.lines.length).toBeGreaterThan(place);
    }),
  );
});

it('reads the names that a file imports', () => {
  const text = `import os, app.main as main
from app.orders import (
    Order,  # the model
    total as sum_up,
)
from . import helpers
from ..shop.prices import *
`;
  expect(importedNames(text)).toEqual([
    { name: 'Order', level: 0, module: 'app.orders', original: 'Order' },
    { name: 'sum_up', level: 0, module: 'app.orders', original: 'total' },
    { name: 'helpers', level: 1, module: '', original: 'helpers' },
    { name: 'os', level: 0, module: 'os', original: undefined },
    { name: 'main', level: 0, module: 'app.main', original: undefined },
  ]);
});

it('keeps the frames of the project in a traceback of a server', () => {
  const traceback = `Traceback (most recent call last):
  File "/usr/lib/python3/dist-packages/uvicorn/protocols/http/h11_impl.py", line 407, in run_asgi
    result = await app(
             ^^^^^^^^^^
  File "/srv/shop/.venv/lib/python3.11/site-packages/starlette/routing.py", line 66, in app
    response = await func(request)
  File "/srv/shop/app/main.py", line 12, in order
    return 1 / 0
           ~~^~~
ZeroDivisionError: division by zero`;
  expect(foldLibraryFrames(traceback.split('\n'))).toEqual([
    'Traceback (most recent call last):',
    '  … 2 frames of libraries',
    '  File "/srv/shop/app/main.py", line 12, in order',
    '    return 1 / 0',
    '           ~~^~~',
    'ZeroDivisionError: division by zero',
  ]);
  expect(foldLibraryFrames(['INFO started', '    indented'])).toEqual(['INFO started', '    indented']);
});

it('joins exceptions of a chain, and leaves out what pytest says of its options', () => {
  const traceback = `>   load()
E   KeyError: 'k'

The above exception was the direct cause of the following exception:

>   raise RuntimeError("no order") from error
E       RuntimeError: no order
E       Use -v to get more diff`;
  expect(failureLines({ traceback } as TestCase)).toEqual([
    "KeyError: 'k'",
    'which was the cause of:',
    '    RuntimeError: no order',
  ]);
  expect(failureLines({ traceback: undefined, message: 'gone' } as TestCase)).toEqual(['gone']);
});

it('tells once what was logged and printed', () => {
  const log = { title: 'Captured log call', text: 'INFO     orders:main.py:27 warming up\n' };
  const output = { title: 'Captured stderr call', text: '2026-11-23 INFO orders: warming up\n' };
  expect(toldOnce([output, log])).toEqual([output]);
  expect(toldOnce([log])).toEqual([log]);
  expect(toldOnce([{ ...output, title: 'Captured stderr setup' }, log])).toHaveLength(2);
});
