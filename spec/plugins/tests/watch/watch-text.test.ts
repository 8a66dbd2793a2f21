import { expect, it } from 'vitest';
import { watchText } from '../../../../plugins/tests/watch/watch-text.js';
import type { WatchState } from '../../../../plugins/tests/watch/watch-state.js';

const waiting: WatchState = {
  isOn: true,
  phase: 'waiting',
  files: [],
  reason: undefined,
  chosen: undefined,
  pinned: new Set(),
  problem: undefined,
};
const one = { files: ['app/main.py'] };

it.each<[Partial<WatchState>, string]>([
  [{ phase: 'off' }, ''],
  [{}, 'watch: waiting for a change'],
  [{ pinned: new Set(['a']) }, 'watch: waiting for a change · 1 test pinned'],
  [{ phase: 'settling' }, 'watch: files are changing'],
  [{ ...one, phase: 'choosing' }, 'watch: app/main.py changed -> looking for its tests'],
  [{ ...one, phase: 'queued' }, 'watch: app/main.py changed -> after this run'],
  [{ ...one, phase: 'queued', isQuiet: true }, 'watch: this run says nothing, s stops it · app/main.py changed'],
  [
    { ...one, reason: 'affected', chosen: 2, leftOut: 1 },
    'watch: app/main.py changed -> 2 affected tests, 1 test that you stopped left out',
  ],
  [
    { ...one, reason: 'affected', chosen: 0, leftOut: 2 },
    'watch: app/main.py changed -> nothing runs, 2 tests that you stopped left out',
  ],
  [{ ...one, phase: 'running', reason: 'affected', chosen: 12 }, 'watch: app/main.py changed -> 12 affected tests'],
  [{ phase: 'running', reason: 'pattern', pattern: 'api' }, 'watch: tests that match "api"'],
  [{ phase: 'running', reason: 'all', chosen: 3 }, 'watch: all tests'],
  [{ phase: 'running', reason: 'all', within: 'tests/api, -k "x"' }, 'watch: all tests of tests/api, -k "x"'],
  [{ files: ['a.py', 'b.py'], reason: 'pinned', chosen: 0 }, 'watch: a.py and 1 more changed -> no test concerns it'],
  [{ problem: 'm.py:3: invalid syntax' }, 'watch: m.py:3: invalid syntax'],
])('%o: %s', (state, text) => {
  expect(watchText({ ...waiting, ...state })).toBe(text);
});
