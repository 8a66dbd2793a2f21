import type { TextSink } from 'devmgr/plugin-api';
import { createTestContext, FakeClock } from 'devmgr/plugin-api/testing';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { beforeEach, expect, test } from 'vitest';
import { GenProgress, testingText } from '../../../../plugins/codegen/cli/gen-progress.js';
import { aGeneration } from '../history/a-generation.js';

let written: string;
let clock: FakeClock;
const sink = (isTTY: boolean): TextSink => ({
  write: (text) => void (written += text),
  ...{ isTTY, columns: 60, color: false, paint: (_style: unknown, one: string) => one },
});
const text = createTestContext({
  manifest: { id: 'codegen', title: 'Code Gen', apiVersion: '1.0', main: 'index.js' },
  ...{ root: '/', storageDir: '/' },
}).context.text;
const progress = (isTTY: boolean, isQuiet = false) =>
  new GenProgress({ stderr: sink(isTTY), isQuiet, tests: true, mostRounds: 3, context: { text, clock } });
const target = { providerId: 'openai', modelId: 'gpt-6-luna', host: 'api.openai.com' };

beforeEach(() => {
  written = '';
  clock = new FakeClock();
});

test('prints what stays, once: context, notes, rounds', () => {
  const told = progress(false);
  const { context } = aGeneration({});
  told.take({ type: 'round-start', number: 1 });
  told.take({ type: 'context-end', items: context, notes: ['the index\x1b[31m is off'] });
  told.take({ type: 'attempt-start', target, attempt: 1 });
  told.take({ type: 'attempt-fail', target, error: new Error('overloaded'), retryInMs: 2_000 });
  told.take({ type: 'generation-end', generation: aGeneration({ notes: ['the index\x1b[31m is off', 'cut'] }) });
  told.take({ type: 'round-start', number: 2 });
  told.take({ type: 'context-end', items: context, notes: [] });
  told.take({ type: 'round-end', round: { number: 2, generation: aGeneration({}), verification: undefined } });
  told.dispose();
  expect(written.split('\n')).toEqual([
    'context  1 piece, about 10 tokens; 1 left out',
    '  app/models.py  imported  10',
    '  left out: app/long.py 10',
    '! the index is off',
    '! openai gpt-6-luna at api.openai.com: overloaded; once more in 2.0s',
    '! cut',
    'answer 2  a part of the answer could not be applied',
    '! app/x.py: no place fits',
    '',
  ]);
});

test('tells an answer that does not fit and is sent back, and nothing of one that fits at once', () => {
  const told = new GenProgress({
    stderr: sink(false),
    isQuiet: false,
    tests: false,
    mostRounds: 3,
    context: { text, clock },
  });
  const misfit = aGeneration({ files: [] });
  told.take({ type: 'round-start', number: 1 });
  told.take({ type: 'round-end', round: { number: 1, generation: misfit, verification: undefined } });
  told.take({ type: 'round-start', number: 2, refused: misfit.refused });
  const fits = aGeneration({ refused: [] });
  told.take({ type: 'round-end', round: { number: 2, generation: fits, verification: undefined } });
  told.take({ type: 'round-end', round: { number: 1, generation: fits, verification: undefined } });
  expect(written.split('\n')).toEqual([
    'answer 1  nothing of the answer could be applied',
    '! app/x.py: no place fits',
    'asking again, with what did not fit',
    'answer 2  all of it fits',
    '',
  ]);
});

test('says of a round that it was stopped, or that nothing changed', () => {
  const told = progress(false);
  const half = aGeneration({ isStopped: true, files: [], refused: [] });
  told.take({ type: 'round-end', round: { number: 1, generation: half, verification: undefined } });
  const same = { number: 2, generation: aGeneration({ refused: [] }), verification: undefined, isUnchanged: true };
  told.take({ type: 'round-end', round: same });
  expect(written).toBe('answer 1  stopped\nanswer 2  the answer changed nothing\n');
});

test('on a terminal a line says what goes on, and goes before others', () => {
  const told = progress(true, true);
  clock.advance(250);
  expect(written).toBe('\r\x1b[Kgathering context…');
  told.take({ type: 'attempt-start', target, attempt: 1 });
  clock.advance(1_250);
  expect(written.endsWith('\r\x1b[Kasking openai gpt-6-luna at api.openai.com… 1.3s')).toBe(true);
  told.take({ type: 'text-delta', text: 'a\nb\n' });
  told.take({ type: 'text-delta', text: 'c\n' });
  clock.advance(250);
  expect(written.endsWith('\r\x1b[Kwriting, 3 lines…')).toBe(true);
  told.take({ type: 'round-start', number: 2 });
  clock.advance(250);
  expect(written.endsWith('\r\x1b[Kanswer 2 of 3: asking again, with what failed…')).toBe(true);
  told.dispose();
  expect(written.endsWith('…\r\x1b[K')).toBe(true);
  expect(clock.pending).toBe(0);
});

test('says what goes on while tests are prepared, and while they run without the change', () => {
  const told = progress(true);
  const line = () => (clock.advance(250), written.slice(written.lastIndexOf('\x1b[K') + 3));
  told.take({ type: 'verify-start', choice: { paths: [], reason: 'the whole suite' } });
  told.take({ type: 'verify-copy', progress: { done: 120, total: 5_000 } });
  expect(line()).toBe('copying the project 120/5000…');
  told.take({ type: 'verify-before', state: undefined });
  expect(line()).toBe('without the change: did that fail before?…');
  const counts = { passed: 1, failed: 0, errors: 0, skipped: 0, xfailed: 0, xpassed: 0, deselected: 0 };
  told.take({ type: 'verify-before', state: { status: 'running', counts, total: 3 } as TestRunState });
  expect(line()).toBe('without the change: testing 1/3…');
  told.dispose();
});

test('with --json nothing is printed but on a terminal', () => {
  const told = progress(false, true);
  told.take({ type: 'context-end', items: aGeneration({}).context, notes: ['note'] });
  clock.advance(5_000);
  told.dispose();
  expect(written).toBe('');
});

test('says how far tests are', () => {
  const counts = { passed: 9, failed: 1, errors: 1, skipped: 1, xfailed: 0, xpassed: 0, deselected: 4 };
  const state = { status: 'running', counts, total: 40 } as TestRunState;
  expect(testingText(state)).toBe('testing 12/40, 2 failed');
  expect(testingText({ ...state, total: undefined, counts: { ...counts, failed: 0, errors: 0 } })).toBe('testing 10');
  expect(testingText({ ...state, total: 11 })).toBe('testing 11/11, 2 failed');
  expect(testingText({ ...state, status: 'collecting' })).toBe('collecting tests');
});
