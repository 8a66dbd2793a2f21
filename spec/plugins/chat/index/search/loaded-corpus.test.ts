import { describe, expect, it } from 'vitest';
import { LoadedCorpus } from '../../../../../plugins/chat/index/search/loaded-corpus.js';
import { packVectors } from '../../../../../plugins/chat/index/store/vector-codec.js';
import {
  chunksPerFile,
  type IndexChanges,
  type LoadedFile,
} from '../../../../../plugins/chat/index/store/index-store.js';

const embedder = 'test/1';

function file(id: number, path: string, symbols: readonly string[], imports: readonly string[] = []): LoadedFile {
  const chunks = symbols.map((symbol, index) => ({
    startLine: index * 10 + 1,
    endLine: index * 10 + 10,
    kind: 'function' as const,
    symbol,
    signature: undefined,
    hash: symbol,
  }));
  const vectors = packVectors(
    symbols.map((_, index) => Float32Array.of(index === 0 ? 1 : 0, 1, id)),
    embedder,
  );
  return { id, path, hash: path, size: 1, mtimeMs: 0, language: 'python', imports, chunks, vectors };
}

const changes = (generation: number, more: Partial<IndexChanges>): IndexChanges => ({
  generation,
  isComplete: false,
  embedder,
  files: [],
  removed: [],
  ...more,
});

function loaded(): LoadedCorpus {
  const corpus = new LoadedCorpus();
  const files = [
    file(1, 'app/main.py', ['create_app', 'Orders.find'], ['app.models', 'fastapi']),
    file(2, 'app/models.py', ['Order']),
    file(3, 'app/jobs.py', ['run'], ['app.models']),
  ];
  corpus.apply(changes(1, { isComplete: true, files }));
  return corpus;
}

describe('LoadedCorpus', () => {
  it('knows files, definitions and who is imported', () => {
    const corpus = loaded();
    expect([corpus.fileCount, corpus.chunkCount, corpus.generation]).toEqual([3, 4, 1]);
    expect(corpus.definitions('FIND')).toEqual([chunksPerFile + 1]);
    expect(corpus.importedBy(2)).toBe(2);
    expect(corpus.fileAt('app/jobs.py')?.id).toBe(3);
  });

  it('knows which file imports which', () => {
    const corpus = loaded();
    expect(corpus.importsOf('app/models.py')).toEqual({
      imports: [],
      importedBy: ['app/jobs.py', 'app/main.py'],
    });
    expect(corpus.importsOf('app/main.py')).toEqual({ imports: ['app/models.py'], importedBy: [] });
    expect(corpus.importsOf('app/none.py')).toEqual({ imports: [], importedBy: [] });
    corpus.apply(changes(2, { removed: [2, 3] }));
    expect(corpus.importsOf('app/main.py')).toEqual({ imports: [], importedBy: [] });
  });

  it.each([
    ['app/main.py', 'python', 'app.mail', 'app/mail.py'],
    ['app/main.py', 'python', '.mail.send', 'app/mail.py'],
    ['app/main.py', 'python', 'app.mail.send', 'app/mail/__init__.py'],
    ['app/main.py', 'python', '.', 'app/__init__.py'],
    ['app/main.py', 'python', '.mail', 'app/__init__.py'],
    ['web/main.ts', 'typescript', './mail.js', 'web/mail.ts'],
    ['web/main.ts', 'typescript', './mail.service', 'web/mail.service.ts'],
    ['web/main.ts', 'typescript', './mail', 'web/mail/index.ts'],
    ['web/main.ts', 'typescript', '.', 'web/index.ts'],
  ])('%s finds what it imports also when that comes later (%s, %s)', (path, language, module, target) => {
    const corpus = new LoadedCorpus();
    const importer = { ...file(1, path, ['run'], [module]), language };
    corpus.apply(changes(1, { isComplete: true, files: [importer] }));
    corpus.apply(changes(2, { files: [{ ...file(2, target, ['send']), language }] }));
    expect(corpus.importsOf(target).importedBy).toEqual([path]);
    expect(corpus.importsOf(path).imports).toEqual([target]);
  });

  it('takes a module that comes later for what was a name of its package', () => {
    const corpus = new LoadedCorpus();
    const importer = file(1, 'app/main.py', ['run'], ['app', 'app.mail']);
    corpus.apply(changes(1, { isComplete: true, files: [importer, file(2, 'app/__init__.py', ['x'])] }));
    expect(corpus.importsOf('app/main.py').imports).toEqual(['app/__init__.py']);
    corpus.apply(changes(2, { files: [file(3, 'app/mail.py', ['send'])] }));
    expect(corpus.importsOf('app/main.py').imports).toEqual(['app/__init__.py', 'app/mail.py']);
  });

  it('takes the new version of a file for the old one, and keeps who imports it', () => {
    const corpus = loaded();
    corpus.apply(changes(2, { removed: [2], files: [file(4, 'app/models.py', ['Order', 'Invoice'])] }));
    expect(corpus.fileAt('app/models.py')?.id).toBe(4);
    expect(corpus.importedBy(4)).toBe(2);
    expect(corpus.definitions('order')).toEqual([4 * chunksPerFile]);
    expect([corpus.fileCount, corpus.chunkCount]).toEqual([3, 5]);
    expect(corpus.matrix?.removed).toBe(1);
  });

  it('follows a file to its new path', () => {
    const corpus = loaded();
    corpus.apply(changes(2, { files: [file(3, 'jobs/run.py', ['run'], ['app.models'])] }));
    expect(corpus.fileAt('app/jobs.py')).toBeUndefined();
    expect(corpus.importedBy(2)).toBe(2);
  });

  it('forgets everything when all of it comes', () => {
    const corpus = loaded();
    corpus.apply(changes(7, { isComplete: true, files: [file(9, 'a.py', ['only'])] }));
    expect([corpus.fileCount, corpus.matrix?.rows, corpus.definitions('order').length]).toEqual([1, 1, 0]);
  });

  it('rows of the matrix lead to chunks', () => {
    const corpus = loaded();
    const row = corpus.file(2)?.row ?? -1;
    expect(corpus.chunkAtRow(row)).toBe(2 * chunksPerFile);
    corpus.matrix?.compare(corpus.matrix.vector(row));
    expect(corpus.matrix?.score(row)).toBeGreaterThan(5);
  });

  it('leaves out vectors that do not fit the chunks', () => {
    const corpus = new LoadedCorpus();
    const odd = { ...file(1, 'a.py', ['a', 'b']), vectors: file(2, 'b.py', ['b']).vectors };
    corpus.apply(changes(1, { isComplete: true, files: [odd] }));
    expect(corpus.file(1)?.row).toBeUndefined();
    expect(corpus.matrix?.rows).toBe(0);
  });

  it('says when most of the matrix is of no use any more', () => {
    const corpus = new LoadedCorpus();
    const names = Array.from({ length: 1_100 }, (_, index) => `f${index}`);
    corpus.apply(changes(1, { isComplete: true, files: [file(1, 'a.py', names), file(2, 'b.py', ['b'])] }));
    expect(corpus.isSparse).toBe(false);
    corpus.apply(changes(2, { removed: [1] }));
    expect(corpus.isSparse).toBe(true);
  });
});
