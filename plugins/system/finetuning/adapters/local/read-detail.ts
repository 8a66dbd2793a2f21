import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  FineTuningCheckpoint,
  FineTuningDetail,
  FineTuningEvent,
  FineTuningMetric,
} from 'devmgr/plugin-api/contracts/finetuning-job';
import type { StoredJob } from './jobs/job-store.js';
import { readLogEnd } from './read/read-log-end.js';

const MOST_EVENTS = 500;
const MOST_METRICS = 2_000;
const MOST_CHECKPOINTS = 200;
const MOST_LINES = 200;

/** What a job has told, and what it printed last. Of very many measurements every so manieth is shown, and the last one. */
export async function readDetail({ folder, order }: StoredJob): Promise<FineTuningDetail> {
  const [events, metrics, told, lines] = await Promise.all([
    folder.read('events'),
    folder.read('metrics'),
    folder.read('checkpoints'),
    readLogEnd(folder.logFile, MOST_LINES),
  ]);
  const checkpoints = told.length > 0 ? told.map(toldCheckpoint) : await foundCheckpoints(order.outputDir);
  const byStep = (metrics as readonly FineTuningMetric[]).toSorted((a, b) => a.step - b.step);
  return {
    events: events.slice(-MOST_EVENTS) as FineTuningEvent[],
    metrics: thinned(byStep),
    checkpoints: checkpoints.slice(-MOST_CHECKPOINTS),
    ...(lines.length > 0 && { output: { lines, file: folder.logFile } }),
  };
}

function thinned(metrics: readonly FineTuningMetric[]): readonly FineTuningMetric[] {
  const every = Math.ceil(metrics.length / MOST_METRICS);
  return every <= 1 ? metrics : metrics.filter((_, at) => at % every === 0 || at === metrics.length - 1);
}

function toldCheckpoint(value: object): FineTuningCheckpoint {
  const { path, step, at, metrics } = value as {
    readonly path: string;
    readonly step?: number;
    readonly at?: number;
    readonly metrics?: Readonly<Record<string, number>>;
  };
  return { id: path.split('/').at(-1) ?? path, step, at, model: path, metrics: metrics ?? {} };
}

/** Folders `checkpoint-<step>`, as the Trainer of Hugging Face makes them. */
async function foundCheckpoints(outputDir: string): Promise<readonly FineTuningCheckpoint[]> {
  const names = (await readdir(outputDir).catch(() => [])).filter((name) => /^checkpoint-\d{1,12}$/.test(name));
  const found = names.map(async (name): Promise<FineTuningCheckpoint> => {
    const model = join(outputDir, name);
    const at = (await stat(model).catch(() => undefined))?.mtimeMs;
    return {
      id: name,
      step: Number(name.slice(11)),
      at: at === undefined ? undefined : Math.round(at),
      model,
      metrics: {},
    };
  });
  return (await Promise.all(found)).sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
}
