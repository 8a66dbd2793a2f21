import { expect, it } from 'vitest';
import { Emitter, type CliInvocation } from 'devmgr/plugin-api';
import { watchKeys } from '../../../../plugins/tests/cli/watch-keys.js';
import { WatchPrinter } from '../../../../plugins/tests/cli/watch-printer.js';
import type { WatchTestsParts } from '../../../../plugins/tests/cli/watch-tests.js';
import { until } from '../../../core/processes/until.js';
import { startTestsPlugin } from '../support/tests-plugin.js';

const files = {
  'app.py': 'def f(): return 1\n',
  'conftest.py': '',
  'test_app.py': 'from app import f\ndef test_f(): assert f() == 1\n',
  'test_other.py': 'def test_other(): pass\n',
};

interface WatchDocument {
  readonly type: string;
  readonly reason?: string;
  readonly files?: readonly string[];
  readonly tests?: readonly { readonly id: string; readonly outcome: string }[];
}

it('--watch --json writes a document for each change and each run, until it is interrupted', async () => {
  await using plugin = await startTestsPlugin({ files });
  const over = new AbortController();
  let written = '';
  const documents = () =>
    written
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as WatchDocument);
  const runs = () => documents().filter(({ type }) => type === 'run');
  const onStdout = (text: string) => void (written += text);
  const word = plugin.testing.runWord('test', { json: true, flags: { watch: true }, signal: over.signal, onStdout });
  await until(() => runs().length === 1, 'the run of everything');
  expect(runs()[0]).toMatchObject({ reason: 'all', files: [] });
  expect(runs()[0]?.tests).toHaveLength(2);
  await plugin.write({ 'app.py': 'def f(): return 2\n' });
  await until(() => runs().length === 2, 'the run after the change');
  over.abort();
  expect((await word).code).toBe(130);
  expect(documents().slice(1)).toMatchObject([
    { type: 'change', files: ['app.py'] },
    { type: 'run', reason: 'affected', files: ['app.py'], tests: [{ id: 'test_app.py::test_f', outcome: 'failed' }] },
  ]);
});

it('ends when nobody reads what is written, as in `devmgr test --watch | head -3`', () => {
  const state = { isOn: true, phase: 'waiting', files: ['a.py'], chosen: 0, pinned: new Set<string>() } as const;
  const ends = (json: boolean, isBroken: boolean) => {
    let ended = 0;
    const written: string[] = [];
    const stdout = {
      isBroken,
      write: (text: string) => void written.push(text),
      paint: (_: string, text: string) => text,
    };
    const parts = { context: { text: { clean: (text: string) => text } } } as unknown as WatchTestsParts;
    const printer = new WatchPrinter(parts, { stdout, json } as unknown as CliInvocation, () => (ended += 1));
    printer.show({ ...state, phase: 'choosing', reason: undefined, problem: undefined });
    printer.show({ ...state, reason: 'pinned', problem: undefined });
    return [ended > 0, written];
  };
  expect(ends(false, false)).toEqual([false, ['> a.py: no test concerns it\n']]);
  expect(ends(true, false)).toEqual([
    false,
    ['{"type":"change","files":["a.py"]}\n', '{"type":"nothing","files":["a.py"]}\n'],
  ]);
  expect(ends(false, true)).toEqual([true, []]);
  expect(ends(true, true)).toEqual([true, []]);
});

it('tells people what hinders once, what hangs, and which keys there are', () => {
  const written: string[] = [];
  const stdout = {
    isBroken: false,
    write: (text: string) => void written.push(text),
    paint: (_: string, text: string) => text,
  };
  const parts = { context: { text: { clean: (text: string) => text } } } as unknown as WatchTestsParts;
  const pressed = new Emitter<string>();
  const openKeys = () => ({ onDidPress: pressed.event, dispose: () => pressed.dispose() });
  const printer = new WatchPrinter(parts, { stdout, openKeys } as unknown as CliInvocation, () => undefined);
  const state = { isOn: true, files: ['a.py'], reason: undefined, chosen: 0, pinned: new Set<string>() } as const;
  const wrong = 'a.py:1: invalid syntax';
  for (const problem of [wrong, undefined, wrong]) printer.show({ ...state, phase: 'waiting', problem });
  printer.show({ ...state, phase: 'queued', problem: undefined, isQuiet: true });
  expect(written).toEqual([
    '! a.py:1: invalid syntax\n',
    '! a.py changed and waits for this run, which says nothing: s stops it (watchDuringRun = "cancel" does so by itself)\n',
  ]);
  let stops = 0;
  const actions = { wish: () => undefined, stop: () => (stops += 1), say: (words: string) => printer.say(words) };
  const keys = watchKeys({ openKeys, openDialogue: undefined }, { ...actions, quit: () => undefined });
  pressed.fire('s');
  pressed.fire('?');
  void keys.dispose();
  expect(stops).toBe(1);
  expect(written.slice(2)).toContain('q      end\n');
});
