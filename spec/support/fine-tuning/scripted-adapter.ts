import { Emitter } from 'devmgr/plugin-api';
import type {
  FineTuningAdapter,
  FineTuningAvailability,
  FineTuningCreateProgress,
  FineTuningRequest,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningDetail, FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

/** An adapter whose jobs a spec sets, and that remembers what was asked of it. */
export interface ScriptedAdapter extends FineTuningAdapter {
  /** Replaces its jobs; whoever follows them sees it at once. */
  setJobs(jobs: readonly FineTuningJob[]): void;
  setAvailability(availability: FineTuningAvailability): void;
  setDetail(id: string, detail: FineTuningDetail): void;
  /** `create tuned-model`, `cancel job-1`, in order. */
  readonly asked: readonly string[];
  readonly requests: readonly FineTuningRequest[];
  /** While it is set `create` waits for it, after this progress. */
  holdCreate(progress: FineTuningCreateProgress): { release(): void; fail(error: Error): void };
}

export function jobOf(change: Partial<FineTuningJob> = {}): FineTuningJob {
  return {
    id: 'job-1',
    adapterId: 'scripted',
    baseModel: 'tiny-base',
    status: 'running',
    rawStatus: 'running',
    createdAt: Date.now() - 60_000,
    hyperparameters: { n_epochs: 3 },
    ...change,
  };
}

const NOTHING: FineTuningDetail = { events: [], metrics: [], checkpoints: [] };

export function scriptedAdapter(id = 'scripted', change: Partial<FineTuningAdapter> = {}): ScriptedAdapter {
  const changed = new Emitter<void>();
  const asked: string[] = [];
  const requests: FineTuningRequest[] = [];
  const details = new Map<string, FineTuningDetail>();
  let jobs: readonly FineTuningJob[] = [];
  let availability: FineTuningAvailability = { kind: 'ready' };
  let hold: { progress: FineTuningCreateProgress; done: Promise<void> } | undefined;
  const find = (jobId: string) => jobs.find((job) => job.id === jobId) ?? jobOf({ id: jobId, adapterId: id });
  const set = (next: readonly FineTuningJob[]) => {
    jobs = next;
    changed.fire();
  };
  const steer = (action: string, status: FineTuningJob['status']) => (jobId: string) => {
    asked.push(`${action} ${jobId}`);
    const after = { ...find(jobId), status, rawStatus: status };
    set(jobs.map((job) => (job.id === jobId ? after : job)));
    return Promise.resolve(after);
  };
  return {
    id,
    title: `The ${id} provider`,
    capabilities: { cancel: true, pause: true, resume: true, validationFile: true, suffix: true, seed: true },
    availability: () => availability,
    baseModels: () =>
      Promise.resolve([
        { id: 'tiny-base', pricePerMillion: 3 },
        { id: 'big-base', note: 'slow' },
      ]),
    methods: () => [
      {
        id: 'supervised',
        title: 'Examples of good answers',
        dataFormat: 'chat',
        parameters: [
          {
            name: 'n_epochs',
            title: 'epochs',
            type: 'number',
            default: 3,
            minimum: 1,
            maximum: 50,
            words: ['auto'],
            description: 'How often all examples are seen',
          },
          { name: 'lora', title: 'LoRA', type: 'flag', default: true, description: 'Only a small part is trained' },
        ],
      },
      { id: 'dpo', title: 'Better and worse answers', dataFormat: 'preference', parameters: [] },
    ],
    async create(request, { signal, onProgress }) {
      asked.push(`create ${request.baseModel}`);
      requests.push(request);
      if (hold) {
        onProgress?.(hold.progress);
        const stopped = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
        );
        await Promise.race([hold.done, stopped]);
      }
      const job = jobOf({
        id: `job-${jobs.length + 1}`,
        adapterId: id,
        baseModel: request.baseModel,
        createdAt: Date.now(),
      });
      set([job, ...jobs]);
      return job;
    },
    list: () => Promise.resolve(jobs),
    get: (jobId) => Promise.resolve(find(jobId)),
    detail: (jobId) => Promise.resolve(details.get(jobId) ?? NOTHING),
    cancel: steer('cancel', 'cancelled'),
    pause: steer('pause', 'paused'),
    resume: steer('resume', 'running'),
    remove(jobId) {
      asked.push(`remove ${jobId}`);
      set(jobs.filter((job) => job.id !== jobId));
      return Promise.resolve();
    },
    onDidChange: changed.event,
    ...change,
    asked,
    requests,
    setJobs: set,
    setAvailability(next) {
      availability = next;
      changed.fire();
    },
    setDetail: (jobId, detail) => void details.set(jobId, detail),
    holdCreate(progress) {
      let release = () => {};
      let fail: (error: Error) => void = () => {};
      const done = new Promise<void>((resolve, reject) => {
        release = () => {
          hold = undefined;
          resolve();
        };
        fail = (error) => {
          hold = undefined;
          reject(error);
        };
      });
      hold = { progress, done };
      return { release, fail };
    },
  };
}
