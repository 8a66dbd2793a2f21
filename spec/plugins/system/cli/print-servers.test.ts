import { describe, expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { changeText } from '../../../../plugins/system/cli/change-text.js';
import { printServers } from '../../../../plugins/system/cli/print-servers.js';
import { reportServer } from '../../../../plugins/system/servers/server-report.js';
import { textTools } from '../support/text-tools.js';

const base = { name: 'api', kind: 'app', target: 'app:app', restarts: 0 } as const;
const metrics = { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] };
const fault = { kind: 'import', message: 'SyntaxError: invalid syntax', path: 'app.py', line: 3 } as const;
const running: Extract<ServerState, { status: 'running' }> = {
  ...base,
  status: 'running',
  pid: 7,
  startedAt: 0,
  url: 'http://127.0.0.1:8000',
  health: { kind: 'healthy', latencyMs: 3, path: '/health' },
  metrics,
};
const exit = { kind: 'exited', code: 1 } as const;
const crashed = { ...base, status: 'crashed', exit, lastLines: [], at: 0, fault } as const;
const starting = { ...base, status: 'starting', url: '', waitsFor: [] } as const;

/** The word in the column STATE, the notes under the table, and the sentence of a server in the foreground. */
const CASES: readonly (readonly [ServerState, string, string | undefined, string | undefined])[] = [
  [{ ...base, status: 'stopped' }, 'stopped', undefined, '○ api stopped'],
  [{ ...base, status: 'stopped', completedAt: 1 }, 'completed', undefined, '✓ api completed'],
  [{ ...starting, pid: undefined, phase: 'starting' }, 'starting', undefined, undefined],
  [{ ...starting, pid: 7, phase: 'importing' }, 'importing', undefined, '◐ api starting app:app'],
  [
    { ...starting, pid: undefined, phase: 'waiting', waitsFor: ['db', 'mq'] },
    'waiting',
    '! api waits for db, mq',
    '◐ api waits for db, mq',
  ],
  [running, 'running', undefined, '● api healthy at http://127.0.0.1:8000 (pid 7)'],
  [{ ...running, kind: 'url' }, 'watched', undefined, '● api healthy at http://127.0.0.1:8000 (pid 7)'],
  [
    { ...running, reload: { phase: 'importing', file: 'app.py', since: 0 } },
    'importing',
    undefined,
    '◐ api reloading: app.py changed',
  ],
  [
    { ...running, reload: { phase: 'broken', file: 'app.py', since: 0, fault } },
    'broken',
    '! api: app.py:3 SyntaxError: invalid syntax; the last good code answers',
    '✗ api is broken: app.py:3 SyntaxError: invalid syntax\n  The last good code answers',
  ],
  [
    { ...running, health: { kind: 'unhealthy', reason: 'answers 503' } },
    'running',
    '! api: answers 503',
    '! api is unhealthy: answers 503',
  ],
  [
    { ...running, leftover: true },
    'running',
    '! api was left by a devmgr that is gone; end it: devmgr server stop api',
    '● api healthy at http://127.0.0.1:8000 (pid 7)',
  ],
  [
    { ...crashed, next: { kind: 'retry', at: 4_000, attempt: 2, most: 5 } },
    'retrying',
    '! api crashed: ended with code 1; app.py:3 SyntaxError: invalid syntax; it is tried again (try 2 of 5)',
    '✗ api ended with code 1\n  app.py:3\n  SyntaxError: invalid syntax\n  It is tried again in 3 s (try 2 of 5)',
  ],
  [
    { ...crashed, fault: undefined, next: { kind: 'nothing', reason: 'ended 5 times within 60 s' } },
    'crashed',
    '! api crashed: ended with code 1; ended 5 times within 60 s; mend it, then start it',
    '✗ api ended with code 1\n  ended 5 times within 60 s\n  Mend it, then: devmgr server start api',
  ],
];

describe('a server', () => {
  it.each(CASES)('%j is told', (state, word, note, sentence) => {
    const [, row = '', ...notes] = printServers([reportServer(state, 1_000)], textTools)
      .trimEnd()
      .split('\n');
    expect(row.split(/ {2,}/)[1]).toBe(word);
    expect(notes).toEqual(note === undefined ? [] : [note]);
    expect(changeText(state, '/project', 1_000)?.text).toBe(sentence);
  });

  it.each([
    [0, 'healthy'],
    [0.2, 'healthy <1ms'],
    [12.4, 'healthy 12ms'],
  ])('has %d ms beside its health where something was measured', (latencyMs, health) => {
    const state = { ...running, health: { ...running.health, latencyMs } } as ServerState;
    expect(
      printServers([reportServer(state, 1_000)], textTools)
        .split('\n')[1]
        ?.split(/ {2,}/)[2],
    ).toBe(health);
  });

  it('names the machine where it runs when that is another one', () => {
    expect(printServers([reportServer({ ...running, ssh: 'box' }, 1_000)], textTools)).toContain('app:app on box\n');
    const state = { ...starting, pid: undefined, phase: 'starting', ssh: 'box' } as const;
    expect(changeText(state, '/project', 0)?.text).toBe('◐ api starting app:app on box');
  });

  it('has a command line of any length in one short cell', () => {
    const table = printServers([reportServer({ ...running, target: `sh -c '${'x\n'.repeat(500)}'` }, 0)], textTools);
    expect(table.split('\n')).toHaveLength(3);
    expect(Math.max(...table.split('\n').map(({ length }) => length))).toBeLessThan(140);
  });
});
