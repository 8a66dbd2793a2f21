import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  FineTuningCheckpoint,
  FineTuningDetail,
  FineTuningEvent,
  FineTuningMetric,
} from 'devmgr/plugin-api/contracts/finetuning-job';
import type { StoredJob } from './jobs/job-store.js';
import { LogEnd } from './read/log-end.js';
import { ToldLines } from './read/told-lines.js';

const MOST_EVENTS = 500;
/** Of those that are kept in memory; of very many every so manieth is shown, and the last one. */
const MOST_KEPT_METRICS = 200_000;
const MOST_METRICS = 2_000;
const MOST_CHECKPOINTS = 200;
const MOST_LINES = 200;

/** What one job has told and what it printed last: whole at the first look, then only what was added since. */
export class DetailReader {
  readonly #order: StoredJob['order'];
  readonly #logFile: string;
  readonly #events: ToldLines;
  readonly #metrics: ToldLines;
  readonly #checkpoints: ToldLines;
  readonly #output: LogEnd;
  #curve: { readonly of: readonly object[]; readonly points: readonly FineTuningMetric[] } = { of: [], points: [] };
  #looks: Promise<unknown> = Promise.resolve();

  constructor({ folder, order }: Pick<StoredJob, 'folder' | 'order'>) {
    this.#order = order;
    this.#logFile = folder.logFile;
    this.#events = new ToldLines(folder.toldFile('events'), MOST_EVENTS);
    this.#metrics = new ToldLines(folder.toldFile('metrics'), MOST_KEPT_METRICS);
    this.#checkpoints = new ToldLines(folder.toldFile('checkpoints'), MOST_CHECKPOINTS);
    this.#output = new LogEnd(folder.logFile, MOST_LINES);
  }

  /** One look after the other: each goes on where the last one ended. */
  read(): Promise<FineTuningDetail> {
    const look = this.#looks.then(() => this.#look());
    this.#looks = look.catch(() => undefined);
    return look;
  }

  async #look(): Promise<FineTuningDetail> {
    const [events, metrics, told, lines] = await Promise.all([
      this.#events.read(),
      this.#metrics.read(),
      this.#checkpoints.read(),
      this.#output.read(),
    ]);
    const checkpoints = told.length > 0 ? told.map(toldCheckpoint) : await foundCheckpoints(this.#order.outputDir);
    if (this.#curve.of !== metrics) this.#curve = { of: metrics, points: curve(metrics as FineTuningMetric[]) };
    return {
      events: events as readonly FineTuningEvent[],
      metrics: this.#curve.points,
      checkpoints: checkpoints.slice(-MOST_CHECKPOINTS),
      ...(lines.length > 0 && { output: { lines, file: this.#logFile } }),
    };
  }
}

/** By their steps, and not too many of them. */
function curve(metrics: readonly FineTuningMetric[]): readonly FineTuningMetric[] {
  const byStep = metrics.toSorted((a, b) => a.step - b.step);
  const every = Math.ceil(byStep.length / MOST_METRICS);
  return every <= 1 ? byStep : byStep.filter((_, at) => at % every === 0 || at === byStep.length - 1);
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
