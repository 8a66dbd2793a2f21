import { mkdtemp, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readdirSync } from 'node:fs';
import { Store, type PluginContext } from 'devmgr/plugin-api';
import type { CodeContextItem, CodeContextProvider } from 'devmgr/plugin-api/contracts/code-generator';
import { CodeIndex, type CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { createGatherContext } from '../../../../plugins/codegen/context/create-gather-context.js';
import type { GatheredContext } from '../../../../plugins/codegen/context/gathered-context.js';
import { languageOf } from '../../../../plugins/codegen/generate/language-of.js';

export const never = new AbortController().signal;
const manifest = { id: 'codegen', title: 'Code Gen', apiVersion: '1.0', main: 'index.js' };
const clock: PluginContext['clock'] = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval: () => ({ dispose: () => undefined }),
};

export interface ContextStage extends AsyncDisposable {
  readonly root: string;
  readonly services: PluginContext['services'];
  readonly logged: readonly { readonly level: string; readonly message: string }[];
  gather(path: string, prompt?: string, options?: GatherOptions): Promise<GatheredContext>;
}

export interface GatherOptions {
  readonly before?: string | undefined;
  readonly providers?: readonly CodeContextProvider[];
  readonly signal?: AbortSignal;
  readonly attachments?: readonly { readonly title: string; readonly text: string }[];
}

/** A project in a folder of its own, or one that is there. */
export async function contextStage(
  files: Readonly<Record<string, string | Uint8Array>> | string,
  options: { readonly withoutFiles?: true; readonly lists?: 'once'; readonly clock?: PluginContext['clock'] } = {},
): Promise<ContextStage> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-context-')));
  const root = typeof files === 'string' ? files : base;
  if (typeof files !== 'string') await writeAll(root, files);
  const test = createTestContext({ manifest, root, storageDir: base, clock: options.clock ?? clock });
  const { services } = test.context;
  if (!options.withoutFiles)
    services.provide(ProjectFiles, options.lists === 'once' ? await remembered(root) : listing(root));
  return {
    root,
    services,
    logged: test.logged,
    gather: (path, prompt = 'Do it.', { before, providers = [], signal = never, attachments } = {}) => {
      const gather = createGatherContext({ context: test.context, providers: () => providers });
      return gather({ target: { path, before, language: languageOf(path) }, prompt, attachments, signal });
    },
    async [Symbol.asyncDispose]() {
      await test.dispose();
      await rm(base, { recursive: true, force: true });
    },
  };
}

/** An index that is ready, or as `more` has it. */
export function provideIndex(
  { services }: Pick<ContextStage, 'services'>,
  more: Partial<CodeIndex> & { readonly status?: CodeIndexState['status'] } = {},
): void {
  const { status = 'ready', ...methods } = more;
  const state = new Store({ status, error: undefined } as CodeIndexState);
  const index: Partial<CodeIndex> = {
    state,
    search: (query) => Promise.resolve({ query, kind: 'question', matches: [], tookMs: 0, notes: [] }),
    imports: () => Promise.resolve({ imports: [], importedBy: [] }),
    ...methods,
  };
  services.provide(CodeIndex, index as CodeIndex);
}

/** `reason: path`, best first. */
export function summary(items: readonly CodeContextItem[]): readonly string[] {
  return items.map(({ reason, path, id }) => `${reason}: ${path ?? id}`);
}

/** As the service does that lists them: what it gave stays. */
async function remembered(root: string): Promise<ProjectFiles> {
  const { list, isSecret } = listing(root);
  const files = await list({ signal: never });
  return { list: () => Promise.resolve(files), isSecret };
}

function listing(root: string): ProjectFiles {
  const isFile = (path: string) => !/(?:^|\/)(?:\.git|node_modules|__pycache__)\//.test(path);
  return {
    list: async ({ signal }) => {
      signal.throwIfAborted();
      const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
        (entry) => !entry.isDirectory(),
      );
      const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).filter(isFile);
      return paths
        .sort()
        .map((path) => ({ path, size: 1, ...(path.endsWith('.png') && { skipped: 'binary' as const }) }));
    },
    isSecret: (path) => /(?:^|\/)\.env$/.test(path),
  };
}

/** Some at once: thousands of files one after the other take long where the disk is busy. */
async function writeAll(root: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const folders = new Set(Object.keys(files).map((path) => dirname(join(root, path))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const left = Object.entries(files).values();
  const write = async () => {
    for (const [path, text] of left) await writeFile(join(root, path), text);
  };
  await Promise.all(Array.from({ length: 16 }, write));
}
