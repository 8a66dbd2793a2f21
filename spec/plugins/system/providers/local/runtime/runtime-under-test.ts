import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FakeClock } from '../../../../../../plugin-api/testing/index.js';
import type { PulledModel } from '../../../../../../plugins/system/providers/local/models/pulled-model.js';
import { createModelRuntime } from '../../../../../../plugins/system/providers/local/runtime/create-model-runtime.js';
import { findTransformers } from '../../../../../../plugins/system/providers/local/runtime/find-transformers.js';
import type {
  ModelRuntime,
  RuntimePart,
} from '../../../../../../plugins/system/providers/local/runtime/model-runtime.js';
import { ownEnv, runner, type RunnerUnderTest } from '../../../../../core/processes/runner.js';

export const repository = fileURLToPath(new URL('../../../../../../', import.meta.url));
export const hostSource = 'plugins/system/providers/local/runtime/model-host.process.ts';

export interface RuntimeUnderTest extends AsyncDisposable {
  readonly runtime: ModelRuntime;
  readonly clock: FakeClock;
  readonly dir: string;
  readonly debug: readonly string[];
  readonly logged: RunnerUnderTest['logged'];
  /** Of the processes of models that were started, those that live and those that ended. */
  readonly pids: readonly number[];
}

/** A runtime with the real transformers.js, real processes and a clock that stands still. `hostFile`: from `bundle`. */
export async function runtimeUnderTest(hostFile: string, env = ownEnv()): Promise<RuntimeUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-runtime-'));
  const { processes, logged, [Symbol.asyncDispose]: release } = await runner(env);
  const clock = new FakeClock();
  const debug: string[] = [];
  const ignore = () => undefined;
  const runtime = createModelRuntime({
    processes,
    env,
    hostFile,
    clock,
    log: { debug: (message) => void debug.push(message), info: ignore, warn: ignore, error: ignore },
    findLibrary: () => findTransformers({ pluginDir: repository, globalDir: dir }),
    clean: (text) => text.replaceAll('\x1b', ''),
    idleMs: () => 300_000,
  });
  return {
    runtime,
    clock,
    dir,
    debug,
    logged,
    get pids() {
      return processes.all.get().flatMap(({ pid }) => pid ?? []);
    },
    async [Symbol.asyncDispose]() {
      await runtime.dispose();
      await release();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export function pulled(dir: string, options: Partial<PulledModel> = {}): PulledModel {
  return {
    id: 'tiny/model',
    dir,
    task: 'text-generation',
    dtype: 'q4',
    bytes: 1,
    contextWindow: undefined,
    revision: undefined,
    ...options,
  };
}

export const ask = (text: string) => [{ role: 'user', text }] as const;

/** All of an answer. */
export async function partsOf(answer: AsyncIterable<RuntimePart>): Promise<RuntimePart[]> {
  const parts: RuntimePart[] = [];
  for await (const part of answer) parts.push(part);
  return parts;
}

export const textOf = (parts: readonly RuntimePart[]) =>
  parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('');
