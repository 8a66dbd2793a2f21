import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from 'devmgr/plugin-api';
import type { CodeIndexState, IndexProgress, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import { createTestContext, type TestContext, type TestContextOptions } from 'devmgr/plugin-api/testing';
import { CodeIndexService } from '../../../../../plugins/chat/index/service/code-index-service.js';
import { runner, type RunnerUnderTest } from '../../../../core/processes/runner.js';
import { builtPlugin, type BuiltPlugin } from '../../../../support/built-plugin.js';

const source = fileURLToPath(new URL('../../../../../plugins/chat', import.meta.url));
const clock = {
  now: () => Date.now(),
  setTimeout: (callback: () => void, ms: number) => {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval: (callback: () => void, ms: number) => {
    const timer = setInterval(callback, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

/** The service with its real threads over a project in a folder of its own. */
export interface ServiceStage extends AsyncDisposable {
  readonly root: string;
  readonly storageDir: string;
  readonly service: CodeIndexService;
  readonly test: TestContext;
  write(files: Readonly<Record<string, string>>): void;
  refresh(options?: { rebuild?: boolean; signal?: AbortSignal }): Promise<IndexSummary | undefined>;
  /** Paths of what is found. */
  find(query: string): Promise<readonly string[]>;
  /** Resolves when the state is as wanted. */
  until(isWanted: (state: CodeIndexState) => boolean): Promise<CodeIndexState>;
  /** Another one on the same folders, after this one was disposed of. */
  again(options?: Partial<TestContextOptions>): Promise<ServiceStage>;
}

export const never = new AbortController().signal;

/** Built once for all stages of a spec. */
export function builtChat(): Promise<BuiltPlugin> {
  return builtPlugin(source);
}

export async function serviceStage(
  plugin: BuiltPlugin,
  files: Readonly<Record<string, string>>,
  options: Partial<TestContextOptions> = {},
): Promise<ServiceStage> {
  const base = await mkdtemp(join(tmpdir(), 'devmgr-index-'));
  const [root, storageDir] = [join(base, 'project'), join(base, 'storage')];
  for (const dir of [root, storageDir]) mkdirSync(dir);
  writeAll(root, files);
  return open(plugin, { base, root, storageDir }, options);
}

interface Folders {
  readonly base: string;
  readonly root: string;
  readonly storageDir: string;
}

async function open(
  plugin: BuiltPlugin,
  folders: Folders,
  options: Partial<TestContextOptions>,
): Promise<ServiceStage> {
  const { base, root, storageDir } = folders;
  const run: RunnerUnderTest = await runner();
  const json = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { devmgr: PluginManifest };
  const test = createTestContext({
    manifest: json.devmgr,
    root,
    storageDir,
    pluginDir: plugin.dir,
    processes: run.processes,
    clock,
    ...options,
  });
  const service = new CodeIndexService(test.context);
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await service.dispose();
    await test.dispose();
    await run[Symbol.asyncDispose]();
  };
  return {
    root,
    storageDir,
    service,
    test,
    write: (files) => writeAll(root, files),
    async refresh({ rebuild = false, signal = never } = {}) {
      let last: IndexProgress | undefined;
      for await (const progress of service.refresh({ signal, rebuild })) last = progress;
      return last?.type === 'index-end' ? last.summary : undefined;
    },
    async find(query) {
      const { matches } = await service.search(query, { limit: 10, signal: never });
      return [...new Set(matches.map(({ path }) => path))];
    },
    until: (isWanted) => untilState(service, isWanted),
    async again(more = {}) {
      await close();
      return open(plugin, folders, { ...options, ...more });
    },
    async [Symbol.asyncDispose]() {
      await close();
      await rm(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function writeAll(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function untilState(
  { state }: CodeIndexService,
  isWanted: (state: CodeIndexState) => boolean,
): Promise<CodeIndexState> {
  return new Promise((resolve, reject) => {
    const fail = () => settle(() => reject(new Error(`The state stays ${JSON.stringify(state.get())}`)));
    const timer = setTimeout(fail, 30_000);
    const listening = state.onDidChange(() => check());
    const settle = (end: () => void) => {
      clearTimeout(timer);
      void listening.dispose();
      end();
    };
    const check = () => isWanted(state.get()) && settle(() => resolve(state.get()));
    check();
  });
}
