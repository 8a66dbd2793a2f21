import { writeFileSync } from 'node:fs';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PluginManifest } from 'devmgr/plugin-api';
import { TestRuns, type TestRunOptions, type TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import { createProcesses, type ProcessesHost } from '../../../../core/processes/create-processes.js';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import plugin from '../../../../plugins/tests/index.js';
import { testPython } from '../../../support/python.js';

const pluginDir = new URL('../../../../plugins/tests', import.meta.url).pathname;

/** The plugin in a project of its own, with real processes. */
export interface TestsPlugin extends AsyncDisposable {
  readonly root: string;
  readonly testing: TestContext;
  readonly runs: TestRuns;
  readonly processes: ProcessesHost;
  /** Everything that pytest printed. */
  readonly output: readonly string[];
  /** Starts a run and waits for its end. */
  run(options?: TestRunOptions): Promise<TestRunState>;
  write(files: Readonly<Record<string, string>>): Promise<void>;
}

export interface TestsPluginOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** An existing project instead. */
  readonly root?: string;
  readonly storageDir?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** As if there were a screen: notifications are made. */
  readonly interactive?: boolean;
}

export async function startTestsPlugin(options: TestsPluginOptions = {}): Promise<TestsPlugin> {
  const folder = await mkdtemp(join(tmpdir(), 'devmgr-tests-spec-'));
  const root = options.root ?? join(folder, 'project');
  const storageDir = options.storageDir ?? join(folder, 'storage');
  await mkdir(root, { recursive: true });
  await mkdir(storageDir, { recursive: true });
  const output: string[] = [];
  const env = { ...inheritedEnv(), PYTHONDONTWRITEBYTECODE: '1', ...options.env };
  const processes = createProcesses({
    env,
    runDir: join(folder, 'run'),
    onLine: (_source, text) => void output.push(text),
    now: Date.now,
    report: (error) => void output.push(`REPORTED ${String(error)}`),
  });
  const testing = createTestContext({
    manifest: await readManifest(),
    root,
    storageDir,
    pluginDir,
    env,
    settings: { python: testPython(), ...options.settings },
    processes,
    clock: realClock,
  });
  await writeFiles(root, options.files ?? {});
  const screen = { ...testing.context.screen, isInteractive: options.interactive ?? false };
  await plugin.activate({ ...testing.context, screen, text: textTools((text) => text) });
  const runs = await testing.context.services.require(TestRuns);
  return {
    root,
    testing,
    runs,
    processes,
    output,
    run: async (wanted) => (await runs.start(wanted)).done,
    write: (files) => writeFiles(root, files),
    async [Symbol.asyncDispose]() {
      await testing.dispose();
      await processes.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const realClock = {
  now: () => Date.now(),
  setTimeout(callback: () => void, ms: number) {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval(callback: () => void, ms: number) {
    const timer = setInterval(callback, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

async function readManifest(): Promise<PluginManifest> {
  const text = await readFile(join(pluginDir, 'package.json'), 'utf8');
  return (JSON.parse(text) as { devmgr: PluginManifest }).devmgr;
}

async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    // In one turn of the event loop: who watches in this process never finds it half written.
    writeFileSync(join(root, path), text);
  }
}

function inheritedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !/^(PYTEST_|DEVMGR_)/.test(name));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Ids and outcomes of the tests of a run. */
export function outcomes(state: TestRunState): Record<string, string> {
  return Object.fromEntries([...state.cases.values()].map((test) => [test.id, test.outcome]));
}
