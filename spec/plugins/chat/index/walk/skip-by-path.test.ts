import { describe, expect, it } from 'vitest';
import { skipByPath } from '../../../../../plugins/chat/index/walk/skip-by-path.js';
import { skipFolderByContent, skipFolderByName } from '../../../../../plugins/chat/index/walk/skip-folder.js';

describe('skipByPath', () => {
  it.each([
    [
      'lock-file',
      ['web/package-lock.json', 'poetry.lock', 'uv.lock', 'Cargo.lock', 'Pipfile.lock', 'go.sum', 'pnpm-lock.yaml'],
    ],
    ['minified', ['jquery.min.js', 'a/site-min.css', 'main.bundle.js']],
    [
      'generated',
      ['api/user_pb2.py', 'user_pb2_grpc.pyi', 'a.pb.go', 'a.js.map', 'x.snap', 'a.tsbuildinfo', 'q.generated.ts'],
    ],
    ['binary', ['a/logo.PNG', 'x.pyc', 'model.onnx', 'a.tar', 'data.sqlite3']],
    [
      undefined,
      ['a.py', 'lock.py', 'map.ts', 'png', 'Makefile', 'mining.js', 'pb.go', 'generated.py', 'snap.rs', '.o'],
    ],
  ] as const)('%s', (reason, paths) => {
    for (const path of paths) expect([path, skipByPath(path)]).toEqual([path, path === '.o' ? 'binary' : reason]);
  });
});

describe('skipFolderByName', () => {
  it.each([
    ['vendored', ['node_modules', 'vendor', 'third_party', 'site-packages', '.venv', '.tox', 'Pods']],
    ['generated', ['__pycache__', '.mypy_cache', 'htmlcov', 'devmgr.egg-info', '.next']],
    [undefined, ['src', 'env', 'venv', 'vendors', 'lib', 'target', 'coverage']],
  ] as const)('%s', (reason, names) => {
    for (const name of names) expect([name, skipFolderByName(name, true)]).toEqual([name, reason]);
  });

  it('takes dist and build for sources when git lists them, otherwise for what a build has made', () => {
    for (const name of ['dist', 'build']) {
      expect(skipFolderByName(name, true)).toBeUndefined();
      expect(skipFolderByName(name, false)).toBe('generated');
    }
  });

  it('knows virtual environments and caches by what is in them', () => {
    expect(skipFolderByContent(['bin', 'pyvenv.cfg'])).toBe('vendored');
    expect(skipFolderByContent(['CACHEDIR.TAG'])).toBe('generated');
    expect(skipFolderByContent(['bin', 'lib', 'constructor'])).toBeUndefined();
  });
});
