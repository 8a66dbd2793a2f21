import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goldenProjects, readGolden } from './golden.js';
import { recall } from './recall.js';

describe('the golden set', () => {
  it('has thirty questions, none twice, about both projects', async () => {
    const golden = await readGolden();
    expect(new Set(golden.map(({ question }) => question)).size).toBe(30);
    expect([...new Set(golden.map(({ project }) => project))].sort()).toEqual(Object.keys(goldenProjects).sort());
  });

  it('names files that exist, and does not name them in the question', async () => {
    for (const { project, question, files } of await readGolden()) {
      expect(files.length, question).toBeGreaterThan(0);
      for (const path of files.flat()) {
        expect(existsSync(join(goldenProjects[project].root, path)), path).toBe(true);
        expect(question).not.toContain(path);
      }
    }
  });
});

describe('recall', () => {
  const sources = ['a', 'b', 'a', 'c', 'd', 'e'].map((path) => ({ path }));

  it('is the share of groups of which a file is among the first five', () => {
    expect(recall([['a']], sources)).toBe(1);
    expect(recall([['a'], ['e']], sources)).toBe(0.5);
    expect(recall([['e', 'd']], sources)).toBe(1);
    expect(recall([['e']], sources)).toBe(0);
    expect(recall([['e']], sources, 6)).toBe(1);
    expect(recall([['a']], [])).toBe(0);
  });
});
