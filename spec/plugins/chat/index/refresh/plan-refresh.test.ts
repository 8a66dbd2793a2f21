import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownFile } from '../../../../../plugins/chat/index/refresh/known-files.js';
import { planRefresh, type PlanInput } from '../../../../../plugins/chat/index/refresh/plan-refresh.js';
import type { CandidateFile } from '../../../../../plugins/chat/index/walk/project-files.js';

function known(path: string, more: Partial<KnownFile> = {}): KnownFile {
  return {
    path,
    id: 1,
    hash: `hash of ${path}`,
    size: 10,
    mtimeMs: 1000,
    language: 'text',
    chunkHashes: ['a'],
    ...more,
  };
}

function plan(input: Partial<PlanInput>) {
  const { read, embed, remove, vanished, skipped } = planRefresh({
    ...{ known: [], candidates: [], withoutVectors: new Set(), skippedContents: new Map() },
    ...input,
  });
  const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  return {
    read: paths(read),
    embed: paths(embed),
    remove: paths(remove),
    vanished: paths(vanished),
    skipped: paths(skipped),
  };
}

const nothing = { read: [], embed: [], remove: [], vanished: [], skipped: [] };

describe('planRefresh', () => {
  it('leaves alone what has the size and the time that are known, whatever their fractions', () => {
    const candidates = [{ path: 'a', size: 10, mtimeMs: 1000.75 }];
    expect(plan({ known: [known('a')], candidates })).toEqual(nothing);
  });

  it('reads what is new, and what has another size or another time', () => {
    const candidates = [
      { path: 'new', size: 10, mtimeMs: 1000 },
      { path: 'older', size: 10, mtimeMs: 999 },
      { path: 'longer', size: 11, mtimeMs: 1000 },
    ];
    expect(plan({ known: [known('older'), known('longer')], candidates })).toEqual({
      ...nothing,
      read: ['new', 'older', 'longer'],
    });
  });

  it('removes what is gone, but not yet what a new file of the same size may be', () => {
    const candidates = [{ path: 'new', size: 20, mtimeMs: 1000 }];
    expect(plan({ known: [known('gone'), known('moved', { size: 20 })], candidates })).toEqual({
      ...nothing,
      read: ['new'],
      remove: ['gone'],
      vanished: ['moved'],
    });
  });

  it('does not look for a file again that has no vectors to keep', () => {
    const candidates = [{ path: 'new', size: 10, mtimeMs: 1000 }];
    expect(plan({ known: [known('gone')], candidates, withoutVectors: new Set(['gone']) })).toEqual({
      ...nothing,
      read: ['new'],
      remove: ['gone'],
    });
  });

  it('embeds files without vectors that need not be read', () => {
    const candidates = ['changed', 'same', 'other'].map((path) => ({ path, size: 10, mtimeMs: 1000 }));
    const files = [known('changed', { size: 9 }), known('same'), known('other')];
    expect(plan({ known: files, candidates, withoutVectors: new Set(['changed', 'same']) })).toEqual({
      ...nothing,
      read: ['changed'],
      embed: ['same'],
    });
  });

  it('does not read again what was read in vain, until it changes or the person names it', () => {
    const content = { size: 10, mtimeMs: 1000, reason: 'generated' } as const;
    const skippedContents = new Map(['same', 'newer', 'named'].map((path) => [path, content]));
    const candidates: CandidateFile[] = [
      { path: 'same', size: 10, mtimeMs: 1000 },
      { path: 'newer', size: 10, mtimeMs: 1001 },
      { path: 'named', size: 10, mtimeMs: 1000, isIncluded: true },
    ];
    expect(plan({ candidates, skippedContents })).toEqual({ ...nothing, read: ['newer', 'named'], skipped: ['same'] });
  });

  it('says of every file exactly one thing', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd/e', 'd/f');
    const file = fc.record({
      path: name,
      size: fc.integer({ min: 0, max: 2 }),
      mtimeMs: fc.integer({ min: 0, max: 2 }),
    });
    const files = fc.uniqueArray(file, { selector: ({ path }) => path });
    fc.assert(
      fc.property(files, files, fc.array(name), (before, candidates, without) => {
        const result = planRefresh({
          known: before.map(({ path, ...rest }) => known(path, rest)),
          candidates,
          withoutVectors: new Set(without),
          skippedContents: new Map(),
        });
        const told = [...result.read, ...result.embed, ...result.remove, ...result.vanished].map(({ path }) => path);
        expect(new Set(told).size).toBe(told.length);
        const there = new Set(candidates.map(({ path }) => path));
        const gone = before.filter(({ path }) => !there.has(path)).map(({ path }) => path);
        expect([...result.remove, ...result.vanished].map(({ path }) => path).sort()).toEqual(gone.sort());
        for (const { path, size, mtimeMs } of candidates) {
          const same = before.some((one) => one.path === path && one.size === size && one.mtimeMs === mtimeMs);
          expect(result.read.some((one) => one.path === path)).toBe(!same);
        }
      }),
    );
  });
});
