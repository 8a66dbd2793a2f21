import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCatalog, writeCatalog } from '../../../../plugins/tests/collect/catalog-cache.js';
import type { CollectedProject } from '../../../../plugins/tests/collect/collected-project.js';

const never = new AbortController().signal;

function project(count: number): CollectedProject {
  return {
    tests: Array.from({ length: count }, (_, at) => ({
      id: `tests/ü.py::test_${at}[\n"☃"]`,
      file: 'tests/ü.py',
      line: at % 2 ? at : undefined,
      markers: at % 3 ? ['slow'] : [],
    })),
    problems: [{ path: 'tests/bad.py', traceback: 'E  no\n' }],
    files: new Map([['tests/ü.py', { stamp: '1.5 20', hash: 'abc' }]]),
    rules: { rootdir: '/p', inifile: undefined, pythonFiles: ['test_*.py'], testpaths: [] },
    settings: 's',
    sources: 'o',
    collectedAt: 5,
  };
}

describe('the file of the tests', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'devmgr-cache-spec-'));
    path = join(folder, 'tests.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives back what was written', async () => {
    await writeCatalog(path, project(1203), never);
    expect(await readCatalog(path, never)).toEqual(project(1203));
  });

  it('is left alone when it is missing, cut, damaged or of another devmgr', async () => {
    expect(await readCatalog(path, never)).toBeUndefined();
    await writeCatalog(path, project(600), never);
    const text = await readFile(path, 'utf8');
    const lines = text.trimEnd().split('\n');
    const others = [
      text.slice(0, text.length / 2),
      lines.slice(0, -1).join('\n'),
      [lines[0], ...lines.slice(2)].join('\n'),
      text.replace('"version":1', '"version":2'),
      text.replace('[["tests', '[[5,"tests'),
      'nothing of ours\n',
      '',
    ];
    for (const other of others) {
      await writeFile(path, other);
      expect(await readCatalog(path, never)).toBeUndefined();
    }
  });

  it('is whole whoever writes it at the same time', async () => {
    const counts = [10, 700, 1500, 20];
    await Promise.all(counts.map((count) => writeCatalog(path, project(count), never)));
    expect(counts).toContain((await readCatalog(path, never))?.tests.length);
    expect(await readdir(folder)).toEqual(['tests.jsonl']);
  });
});
