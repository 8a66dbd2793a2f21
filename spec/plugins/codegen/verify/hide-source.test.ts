import { expect, it } from 'vitest';
import { failureReport } from '../../../../plugins/codegen/verify/failure-report.js';
import { hideSource } from '../../../../plugins/codegen/verify/report/hide-source.js';
import { hiddenFiles } from '../../../../plugins/codegen/verify/report/hidden-files.js';
import type { Failure } from '../../../../plugins/codegen/verify/run/read-run.js';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { verifyStage } from './support/verify-stage.js';

const isHidden = (path: string) => path === 'app/private.py';

const long = `    def test_it():
>       total()

tests/test_a.py:5: 
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _

    def total():
        rate = "our own formula"
>       raise ValueError("no rate")
E       ValueError: no rate
E       in formula

app/private.py:12: ValueError`;

it('keeps place and message of a frame whose code must not be sent', () => {
  expect(hideSource(long, isHidden)).toBe(`    def test_it():
>       total()

tests/test_a.py:5: 
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _
E       ValueError: no rate
app/private.py:12: ValueError`);
  expect(hideSource(long, () => false)).toBe(long);
});

it.each([
  ['short', 'tests/test_a.py:5: in test_it\n    total()\napp/private.py:12: in total\n    formula\nE   ValueError: no'],
  [
    'native',
    'Traceback (most recent call last):\n  File "app/private.py", line 12, in total\n    formula\nValueError: no',
  ],
  [
    'syntax',
    'test_a.py:1: in <module>\n    import x\nE     File "app/private.py", line 12\nE       formula =\nE               ^\nE   SyntaxError: no',
  ],
])('hides code in the %s form too', (_form, text) => {
  const told = hideSource(text, isHidden);
  expect(told).not.toContain('formula');
  expect(told).toMatch(/app\/private\.py(:12|", line 12)/);
  expect(told).toMatch(/Error: no/);
});

it('takes from what was printed only the code below a place', () => {
  const text =
    'begun\nTraceback (most recent call last):\n  File "app/private.py", line 12, in total\n    formula\nKeyError: 1\nended';
  expect(hideSource(text, isHidden, { printed: true })).toBe(
    'begun\nTraceback (most recent call last):\n  File "app/private.py", line 12, in total\nKeyError: 1\nended',
  );
});

it('hides files of the project that are not among those that are sent, and none of the answer', async () => {
  await using stage = await verifyStage({ 'app/private.py': '', 'app/known.py': '', 'app/left.py': '' });
  const { context } = stage.plugin.testing;
  expect((await hiddenFiles(context))('app/private.py')).toBe(false);
  const files = [
    { path: 'app/known.py', size: 0 },
    { path: 'app/left.py', size: 0, skipped: 'excluded' as const },
  ];
  context.services.provide(ProjectFiles, { list: () => Promise.resolve(files), isSecret: () => false });
  const hidden = await hiddenFiles(context);
  expect(['app/private.py', 'app/known.py', 'app/left.py', 'app/new.py'].map(hidden)).toEqual([
    true,
    false,
    true,
    false,
  ]);
  const failure: Failure = {
    ...{ id: 'tests/test_a.py::test_it', message: 'ValueError: no rate', traceback: long, frames: [] },
    sections: [{ title: 'Captured stderr call', text: '  File "app/private.py", line 3, in f\n    formula' }],
  };
  const countTokens = (text: string) => Promise.resolve(text.length);
  const options = { mostTokens: 9_999, countTokens, hidden: () => hiddenFiles(context) };
  const report = await failureReport({ failures: [failure], detail: undefined }, options);
  expect(report).toContain('app/private.py:12: ValueError');
  expect(report).not.toContain('formula');
});
