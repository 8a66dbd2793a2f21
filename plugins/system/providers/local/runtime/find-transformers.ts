import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** The first version whose API and behaviour the process of the local model was written for. */
const oldest = [4, 3, 1] as const;

/**
 * `file` is the module to import. Otherwise `reason` says what is wrong (`it is not installed`), and `hint` is the command that
 * mends it.
 */
export type TransformersPlace =
  | { readonly kind: 'found'; readonly file: string; readonly version: string }
  | { readonly kind: 'missing'; readonly reason: string; readonly hint: string };

export interface FindTransformersOptions {
  /** The folder of the plugin: node's way to find packages begins there. */
  readonly pluginDir: string;
  /** `~/.devmgr`. */
  readonly globalDir: string;
}

/**
 * Looks for `@huggingface/transformers` where devmgr is installed, then in `~/.devmgr/runtime`. Nothing is loaded: it takes seconds
 * and hundreds of megabytes. The first that will do is taken.
 */
export async function findTransformers(options: FindTransformersOptions): Promise<TransformersPlace> {
  const runtimeDir = join(options.globalDir, 'runtime');
  const refused: string[] = [];
  for (const modules of [...foldersFrom(options.pluginDir), join(runtimeDir, 'node_modules')]) {
    const found = await readPackage(join(modules, '@huggingface', 'transformers'));
    if (found?.file !== undefined && isUsable(found.version)) return { kind: 'found', ...found, file: found.file };
    if (found) refused.push(`${found.version} in ${modules} will not do, 4.3.1 or newer of version 4 is needed`);
  }
  const [reason = 'it is not installed'] = refused;
  return { kind: 'missing', reason: `@huggingface/transformers: ${reason}`, hint: installCommand(runtimeDir) };
}

/** Where `import` looks, beginning with a folder; `require` looks in some more that are long out of use. */
function foldersFrom(dir: string): readonly string[] {
  const all = createRequire(join(dir, 'index.js')).resolve.paths('@huggingface/transformers') ?? [];
  return all.filter((path) => basename(path) === 'node_modules');
}

/**
 * What ONNX Runtime does when it is installed is to fetch CUDA libraries from another host; without that its CPU part works the same,
 * and the installation does not fail where that host cannot be reached.
 */
function installCommand(runtimeDir: string): string {
  const home = `${homedir()}/`;
  const prefix = runtimeDir.startsWith(home) ? `~/${runtimeDir.slice(home.length)}` : runtimeDir;
  return `ONNXRUNTIME_NODE_INSTALL=skip npm install --prefix ${prefix} @huggingface/transformers@4`;
}

async function readPackage(dir: string): Promise<{ version: string; file: string | undefined } | undefined> {
  try {
    const content = JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
    const file = importedFile(content['exports']);
    return { version: String(content['version']), file: file === undefined ? undefined : join(dir, file) };
  } catch {
    return undefined;
  }
}

/** What `import` takes in Node, of the conditions that package.json may have for it (`exports`, Node's documentation). */
function importedFile(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  const conditions = target as Readonly<Record<string, unknown>>;
  const names = ['.', 'node', 'import', 'default'];
  return names.map((name) => importedFile(conditions[name])).find((file) => file !== undefined);
}

function isUsable(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [wantedMajor, wantedMinor, wantedPatch] = oldest;
  if (major !== wantedMajor) return false;
  return minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch);
}
