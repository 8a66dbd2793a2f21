import { DevmgrError, Emitter } from 'devmgr/plugin-api';
import type { FineTuningAdapter, FineTuningAvailability } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningDetail, FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

export function job(id: string, changes: Partial<FineTuningJob> = {}): FineTuningJob {
  const status = { status: 'running', rawStatus: 'running', createdAt: 1, hyperparameters: {} } as const;
  return { id, adapterId: 'a', baseModel: 'small', ...status, ...changes };
}

/** An adapter that lists what it is told to, and counts how often it was asked. */
export class ScriptedAdapter implements FineTuningAdapter {
  readonly title: string;
  readonly capabilities = {
    cancel: true,
    pause: false,
    resume: false,
    validationFile: true,
    suffix: true,
    seed: true,
  };
  readonly changed = new Emitter<void>();
  jobs: readonly FineTuningJob[] = [];
  lists = 0;
  /** What `list` waits for. */
  gate: Promise<unknown> = Promise.resolve();
  problem: DevmgrError | undefined;
  state: FineTuningAvailability = { kind: 'ready' };

  constructor(
    readonly id: string,
    readonly onDidChange?: FineTuningAdapter['onDidChange'],
  ) {
    this.title = id.toUpperCase();
  }

  availability = () => this.state;
  baseModels = () => Promise.resolve([{ id: 'small' }]);
  methods = () => [{ id: 'supervised', title: 'Supervised', dataFormat: 'chat' as const, parameters: [] }];

  async list(): Promise<readonly FineTuningJob[]> {
    this.lists += 1;
    const { jobs } = this;
    await this.gate;
    if (this.problem) throw this.problem;
    return jobs;
  }

  async get(id: string): Promise<FineTuningJob> {
    const found = this.jobs.find((each) => each.id === id);
    if (!found) throw new DevmgrError({ code: 'DEVMGR_USAGE', message: `${this.title} has no job ${id}` });
    return Promise.resolve(found);
  }

  detail = (): Promise<FineTuningDetail> => Promise.resolve({ events: [], metrics: [], checkpoints: [] });

  create = async (): Promise<FineTuningJob> => {
    const created = job(`new-${this.jobs.length}`, { adapterId: this.id, status: 'queued', createdAt: 100 });
    this.jobs = [...this.jobs, created];
    return Promise.resolve(created);
  };

  cancel = async (id: string): Promise<FineTuningJob> => {
    const after = { ...(await this.get(id)), status: 'cancelled' as const };
    this.jobs = this.jobs.map((each) => (each.id === id ? after : each));
    return after;
  };

  remove = (id: string): Promise<void> => {
    this.jobs = this.jobs.filter((each) => each.id !== id);
    return Promise.resolve();
  };
}
