import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginContext, PluginManifest, Processes } from 'devmgr/plugin-api';
import type { FineTuningAdapter, FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { createProcesses } from '../../core/processes/create-processes.js';
import { localAdapter } from '../../plugins/system/finetuning/adapters/local/local-adapter.js';
import { runJobs } from '../../plugins/system/finetuning/adapters/local/run/run-jobs.js';
import { realClock } from './plugin-stage.js';
import { testPython } from './python.js';
import { WAIT_MS } from './wait-ms.js';

const fixtures = fileURLToPath(new URL('../fixtures/finetune/', import.meta.url));

export const trainingScript = join(fixtures, 'train.py');
export const stubbornScript = join(fixtures, 'stubborn.py');
export const catsFile = join(fixtures, 'cats.jsonl');

/** What a job is asked for when nothing else is said. */
export const aRequest: FineTuningRequest = { baseModel: 'bigram', trainingFile: catsFile, parameters: {} };

/** A table of the settings that trains with the script of the fixtures. */
export function trainingTable(): object {
  const words = ['{training_file}', '--model', '{base_model}', '--out', '{output_dir}', '--epochs', '{epochs}'];
  return {
    command: [testPython(), trainingScript, '--data', ...words, '--delay', '{delay}', '--seed', '{seed}'],
    parameters: { epochs: 20, delay: 0.01 },
  };
}

/** A project with a devmgr that looks, and devmgrs in the background that run the jobs, all in this process. */
export interface TuningStage {
  readonly adapter: FineTuningAdapter;
  readonly context: PluginContext;
  readonly dir: string;
  readonly root: string;
  /** One more devmgr of the same project. */
  another(settings?: object): FineTuningAdapter;
  /** Resolves when the condition holds for the job. */
  until(id: string, condition: (job: FineTuningJob) => boolean, what: string): Promise<FineTuningJob>;
  /** Of those in the background. */
  readonly background: readonly { readonly end: AbortController; readonly done: Promise<void> }[];
  close(): Promise<void>;
}

export async function tuningStage(local: object): Promise<TuningStage> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-tuning-'));
  const root = join(dir, 'project');
  await mkdir(root);
  const manifest = await readManifest();
  const closes: (() => Promise<unknown>)[] = [];
  const background: { end: AbortController; done: Promise<void> }[] = [];
  const makeContext = (table: object, processes: Processes): PluginContext => {
    const settings = { finetune: { local: table } };
    const test = createTestContext({ manifest, root, storageDir: dir, clock: realClock, processes, settings });
    closes.unshift(() => test.dispose());
    return test.context;
  };
  const devmgr = (table: object): PluginContext => {
    const processes = createProcesses({
      env: process.env as Record<string, string>,
      runDir: join(dir, 'run'),
      onLine: () => undefined,
      now: () => Date.now(),
      report: () => undefined,
    });
    closes.unshift(() => processes.dispose());
    const startDetached = () => {
      const end = new AbortController();
      background.push({ end, done: runJobs(makeContext(table, { ...own, startDetached }), end.signal) });
      return Promise.resolve(process.pid);
    };
    const own = processes.forOwner('system');
    return makeContext(table, { ...own, startDetached });
  };
  const context = devmgr(local);
  const adapter = localAdapter({ context });
  return {
    adapter,
    context,
    dir,
    root,
    background,
    another: (table = local) => localAdapter({ context: devmgr(table) }),
    until: (id, condition, what) => untilJob(adapter, id, condition, what),
    async close() {
      for (const { end } of background) end.abort();
      await Promise.all(background.map(({ done }) => done));
      for (const close of closes) await close();
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function untilJob(
  adapter: FineTuningAdapter,
  id: string,
  condition: (job: FineTuningJob) => boolean,
  what: string,
): Promise<FineTuningJob> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const job = await adapter.get(id, { signal: AbortSignal.timeout(WAIT_MS) });
    if (condition(job)) return job;
    if (Date.now() > deadline) throw new Error(`Not in time: ${what}; it is ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function readManifest(): Promise<PluginManifest> {
  const text = await readFile(new URL('../../plugins/system/package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { devmgr: PluginManifest }).devmgr;
}
