import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';

const lockFiles = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'pixi.lock',
  'pylock.toml',
  'pipfile.lock',
  'conda-lock.yml',
  'cargo.lock',
  'go.sum',
  'go.work.sum',
  'composer.lock',
  'gemfile.lock',
  'mix.lock',
  'rebar.lock',
  'shard.lock',
  'flake.lock',
  'pubspec.lock',
  'podfile.lock',
  'cartfile.resolved',
  'package.resolved',
  'packages.lock.json',
  'gradle.lockfile',
  'conan.lock',
  'module.bazel.lock',
  '.terraform.lock.hcl',
]);

const generatedName = new RegExp(
  [
    String.raw`_pb2(?:_grpc)?\.pyi?$`,
    String.raw`\.pb(?:\.gw|\.validate)?\.(?:go|cc|h|dart)$`,
    String.raw`_grpc\.pb\.go$`,
    String.raw`^zz_generated.*\.go$`,
    String.raw`_generated\.go$`,
    String.raw`\.gen\.go$`,
    String.raw`^bindata\.go$`,
    String.raw`\.(?:g|freezed)\.dart$`,
    String.raw`\.(?:designer|g|g\.i)\.cs$`,
    String.raw`\.generated\.\w+$`,
    String.raw`\.(?:map|snap|tsbuildinfo)$`,
  ].join('|'),
);

const minifiedName = /[.-]min\.(?:js|mjs|cjs|css|html)$|\.bundle\.(?:js|mjs|css)$|\.chunk\.(?:js|css)$/;

/** Endings of files without text: they are not even opened. */
const binaryEndings = new Set(
  (
    'png jpg jpeg gif webp avif ico icns bmp tif tiff psd heic pdf zip gz tgz bz2 tbz xz txz zst lz4 7z rar tar jar war ear ' +
    'class pyc pyo pyd so dll dylib exe o a obj lib rlib node wasm woff woff2 ttf otf eot mp3 mp4 m4a m4v mov avi mkv webm ' +
    'ogg wav flac sqlite sqlite3 db onnx pt pth npy npz pkl pickle joblib parquet feather arrow h5 hdf5 safetensors gguf ' +
    'doc docx xls xlsx ppt pptx odt ods odp iso dmg deb rpm apk whl egg swf blend fbx glb'
  ).split(' '),
);

/** Why the name of a file says that it is not for the index. Secrets are another matter: `isSecretFile`. */
export function skipByPath(path: string): SkipReason | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (lockFiles.has(name)) return 'lock-file';
  if (minifiedName.test(name)) return 'minified';
  if (generatedName.test(name)) return 'generated';
  return binaryEndings.has(name.slice(name.lastIndexOf('.') + 1)) && name.includes('.') ? 'binary' : undefined;
}
