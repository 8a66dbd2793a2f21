import { describe, expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { phaseNote, phaseWord, reloadLine } from '../../../../plugins/system/servers/phase-text.js';

const known = { name: 'api', kind: 'app', target: 'main:app', restarts: 0 } as const;
const running = {
  ...known,
  status: 'running',
  pid: 1,
  startedAt: 0,
  url: 'http://127.0.0.1:8000',
  health: { kind: 'unknown' },
  metrics: { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] },
} as const;
const crashed = { ...known, status: 'crashed', exit: { kind: 'exited', code: 1 }, lastLines: [], at: 0 } as const;
const fault = { kind: 'import', message: 'SyntaxError: invalid syntax', path: 'app/main.py', line: 7 } as const;
const reload = { phase: 'importing', file: 'app/main.py', since: 0 } as const;

const states: [ServerState, string, string][] = [
  [{ ...known, status: 'stopped' }, 'stopped', ''],
  [{ ...known, status: 'stopped', completedAt: 5 }, 'completed', ''],
  [
    { ...known, status: 'starting', pid: 1, url: '', phase: 'waiting', waitsFor: ['db', 'mq'] },
    'waiting',
    'for db, mq',
  ],
  [{ ...known, status: 'starting', pid: 1, url: '', phase: 'importing', waitsFor: [] }, 'importing', ''],
  [running, 'running', ''],
  // Where it runs is said elsewhere.
  [{ ...running, kind: 'url' }, 'running', ''],
  [{ ...running, owner: 77, detached: true }, 'running', ''],
  [{ ...running, reload }, 'importing', 'app/main.py'],
  [
    { ...running, reload: { ...reload, phase: 'broken', fault } },
    'broken',
    'app/main.py:7 SyntaxError: invalid syntax',
  ],
  [{ ...known, status: 'stopping', pid: 1 }, 'stopping', ''],
  [{ ...crashed, next: { kind: 'nothing' } }, 'crashed', ''],
  [{ ...crashed, next: { kind: 'nothing', reason: 'crash loop' } }, 'crashed', 'crash loop'],
  [{ ...known, status: 'stopped', killedAfterMs: 1_020 }, 'stopped', 'killed after 1 s'],
  [{ ...crashed, next: { kind: 'change' }, fault }, 'crashed', 'app/main.py:7 SyntaxError: invalid syntax'],
  [{ ...crashed, next: { kind: 'retry', at: 4_000, attempt: 2 } }, 'retrying', 'in 4s (2 of 5)'],
];

describe('what a server is doing', () => {
  it.each(states)('%j is %s %s', (state, word, note) => {
    expect(phaseWord(state)).toBe(word);
    expect(phaseNote(state, 1, 5)).toBe(note);
  });

  it('shows the steps of a reload, the present one standing out', () => {
    const line = reloadLine(reload);
    expect(typeof line === 'string' ? line : line.map(({ text }) => text).join('')).toBe(
      'app/main.py changed → importing → draining',
    );
    expect(line).toContainEqual({ text: 'importing', style: 'info' });
  });
});
