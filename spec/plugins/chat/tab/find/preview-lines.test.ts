import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { describe, expect, it } from 'vitest';
import { matchColumns } from '../../../../../plugins/chat/tab/find/match-columns.js';
import { previewOf } from '../../../../../plugins/chat/tab/find/preview-lines.js';
import { progressState } from '../../../../../plugins/chat/tab/progress-state.js';
import { initialIndexModel } from '../../../../../plugins/chat/index/service/state/reduce-index-state.js';

const match = (more: Partial<CodeMatch>): CodeMatch => ({
  ...{ path: 'a.py', startLine: 3, endLine: 4, text: 'def f():\n    pass\n', score: 1, foundBy: 'both' },
  ...{ kind: 'function', language: 'python', reasons: [], ...more },
});
const plain = (lines: ReturnType<typeof previewOf>['lines']) =>
  lines.map((line) => (typeof line === 'string' ? line : line.map(({ text }) => text).join('')));
const cell = (id: string, row: CodeMatch) => matchColumns.find((column) => column.id === id)?.cell(row);

describe('the code of a match', () => {
  it('stands in its file, marked', () => {
    const { lines, top } = previewOf(match({}), 'x = 1\r\n\r\ndef f():\r\n    pass\r\n\r\ny = 2');
    expect(plain(lines)).toEqual(['1  x = 1', '2  ', '3▌ def f():', '4▌     pass', '5  ', '6  y = 2']);
    expect(top).toBe(0);
  });

  it('stands alone when the file is another by now', () => {
    expect(plain(previewOf(match({}), 'def f():\n    pass\n').lines)).toEqual(['3▌ def f():', '4▌     pass']);
    expect(plain(previewOf(match({}), undefined).lines)).toEqual(['3▌ def f():', '4▌     pass']);
  });

  it('begins with the piece, and takes of a long file some', () => {
    const text = Array.from({ length: 9_000 }, (_, at) => (at === 5_000 ? 'here' : 'x')).join('\n');
    const { lines, top } = previewOf(match({ startLine: 5_001, endLine: 5_001, text: 'here' }), text);
    expect(lines.length).toBeLessThan(4_100);
    expect(plain(lines.slice(top, top + 3))).toEqual(['4999  x', '5000  x', '5001▌ here']);
    expect(plain(lines.slice(-1))).toEqual(['… 1999 more lines']);
  });
});

describe('what a result is called', () => {
  it('is its name, and without one its first line that says something', () => {
    expect(cell('symbol', match({ symbol: 'f' }))).toBe('f');
    const text = '/*\n * ----\n */\n\nconst port = 8000;\n';
    expect(cell('symbol', match({ kind: 'window', text }))).toEqual([{ text: 'const port = 8000;', style: 'muted' }]);
    const symbol = 'First steps { #first-steps } > Run it {#run}';
    expect(cell('symbol', match({ kind: 'section', symbol }))).toBe('First steps > Run it');
    expect(cell('symbol', match({ kind: 'rule', symbol: '.a { #b }' }))).toBe('.a { #b }');
  });
});

describe('the bar', () => {
  it('is not there for nothing to do', () => {
    const { state } = initialIndexModel(true);
    const progress = { what: 'files', done: 0, total: 0, remainingMs: 0 } as const;
    expect(progressState({ ...state, status: 'indexing', progress })).toBeUndefined();
    const ended = progressState({ ...state, status: 'indexing', progress: { ...progress, done: 5, total: 5 } });
    expect(ended).toMatchObject({ done: 5, label: 'files' });
  });
});
