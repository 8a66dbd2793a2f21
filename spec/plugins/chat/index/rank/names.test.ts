import { describe, expect, it } from 'vitest';
import type { RankedCandidate } from '../../../../../plugins/chat/index/search/search-corpus.js';
import { SmallCorpus, type SmallFile } from './small-corpus.js';

const found = (files: readonly SmallFile[], raw: string): readonly RankedCandidate[] =>
  new SmallCorpus(files).search(raw);
const names = (files: readonly SmallFile[], raw: string) => found(files, raw).map(({ chunk }) => chunk.symbol);

describe('constants, variables and attributes', () => {
  const files: readonly SmallFile[] = [
    { path: 'app/ctx.py', chunks: [{ symbol: 'has_current_app', text: 'current_app current_app current app' }] },
    {
      path: 'app/globals.py',
      chunks: [{ kind: 'module', symbol: undefined, text: 'current_app g', defines: ['current_app', 'g'] }],
    },
    { path: 'app/main.py', chunks: [{ kind: 'class', symbol: 'App', defines: ['App.secret_key'], text: 'x' }] },
  ];

  it.each([
    ['current_app', 'app/globals.py'],
    ['where is current_app', 'app/globals.py'],
    ['g', 'app/globals.py'],
    ['app.g', 'app/globals.py'],
    ['secret_key', 'app/main.py'],
  ])('%s is found where it is defined', (raw, path) => {
    expect(found(files, raw)[0]?.file.path).toBe(path);
  });

  it('are named in the reason', () => {
    expect(found(files, 'secret_key')[0]?.reasons[0]).toBe('defines App.secret_key');
  });
});

describe('a name as it is written', () => {
  it('comes before the same word in another case', () => {
    const files: readonly SmallFile[] = [
      { path: 'a.py', chunks: [{ symbol: 'session', text: 'session session' }] },
      { path: 'b.py', chunks: [{ kind: 'class', symbol: 'Session', text: 'x' }] },
    ];
    expect(names(files, 'Session')[0]).toBe('Session');
    expect(names(files, 'session')[0]).toBe('session');
  });

  it('comes before names that only have it in them', () => {
    const files: readonly SmallFile[] = [
      { path: 'a.py', chunks: [{ kind: 'method', symbol: 'EchoingStdin._echo', text: 'echo echo echo' }] },
      { path: 'b.py', chunks: [{ symbol: 'echo', text: 'prints a message to the console' }] },
      { path: 'c.py', chunks: [{ kind: 'method', symbol: 'Tag.to_json', text: 'json json' }] },
    ];
    expect(names(files, 'echo')[0]).toBe('echo');
    const reasons = found(files, 'json').flatMap((result) => result.reasons);
    expect(reasons.join()).not.toContain('defines');
  });
});

describe('parts of a long function', () => {
  const files: readonly SmallFile[] = [
    {
      path: 'a.py',
      chunks: [
        { symbol: 'request', signature: 'def request(self)', text: 'sends' },
        { symbol: 'request', signature: 'def request(self)', text: 'cookies redirects cookies' },
        { symbol: 'close', signature: 'def close(self)', text: 'x' },
      ],
    },
    { path: 'b.py', chunks: [{ symbol: 'other', text: 'y' }] },
  ];

  it('are one: the best stands for all, for its name the first', () => {
    const [first, second] = found(files, 'cookies redirects');
    expect(first).toMatchObject({ chunk: { symbol: 'request', startLine: 11 } });
    expect(second?.chunk.symbol).not.toBe('request');
    expect(found(files, 'request()')[0]).toMatchObject({ chunk: { symbol: 'request', startLine: 1 } });
  });

  it('stand for themselves when a line is asked for', () => {
    expect(found(files, 'a.py:15')[0]).toMatchObject({ chunk: { startLine: 11 } });
  });
});

describe('words about tests', () => {
  const files: readonly SmallFile[] = [
    { path: 'src/testing.py', chunks: [{ symbol: 'test_client', text: 'client environ' }] },
    { path: 'tests/test_a.py', chunks: [{ symbol: 'test_environ', text: 'test client environ environ' }] },
  ];

  it.each([
    ['how does the test client set environ', false],
    ['test_client environ', false],
    ['tests for the client environ', true],
    ['test for environ', true],
    ['environ test', true],
  ])('%s', (raw, isForTests) => {
    const reasons = found(files, raw).flatMap((result) => result.reasons);
    expect(reasons.includes('asked for tests')).toBe(isForTests);
  });
});
