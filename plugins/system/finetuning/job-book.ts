import type { FineTuningState } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

/** What is known of one adapter's jobs. */
interface AdapterJobs {
  readonly jobs: readonly FineTuningJob[];
  readonly problem?: { readonly message: string; readonly hint?: string | undefined } | undefined;
}

/** A job that was created, steered or removed here: a list that was asked for before does not know it. */
interface Touch {
  readonly order: number;
  /** `undefined`: it was removed. */
  readonly job: FineTuningJob | undefined;
}

/** All jobs. Immutable; `lookedAt` in milliseconds since the epoch. */
export interface JobBook {
  readonly adapters: ReadonlyMap<string, AdapterJobs>;
  readonly touches: ReadonlyMap<string, Touch>;
  readonly lookedAt: number | undefined;
  /** How many looks are under way. */
  readonly looks: number;
}

export type JobAction =
  | { readonly type: 'look-start' }
  | { readonly type: 'look-end'; readonly at: number }
  | {
      readonly type: 'listed';
      readonly adapterId: string;
      readonly jobs: readonly FineTuningJob[];
      /** Its place among lists and touches. */
      readonly asked: number;
    }
  | {
      readonly type: 'failed';
      readonly adapterId: string;
      readonly message: string;
      readonly hint?: string | undefined;
    }
  /** Its adapter is not asked any more, or cannot be: what it listed goes. */
  | { readonly type: 'left'; readonly adapterId: string }
  | { readonly type: 'touched'; readonly adapterId: string; readonly id: string; readonly touch: Touch };

export const NO_JOBS: JobBook = { adapters: new Map(), touches: new Map(), lookedAt: undefined, looks: 0 };

export function reduceJobs(book: JobBook, action: JobAction): JobBook {
  switch (action.type) {
    case 'look-start':
      return { ...book, looks: book.looks + 1 };
    case 'look-end':
      return { ...book, looks: book.looks - 1, lookedAt: action.at };
    case 'listed':
      return listed(book, action);
    case 'failed': {
      const { message, hint } = action;
      return withAdapter(book, action.adapterId, { jobs: jobsOf(book, action.adapterId), problem: { message, hint } });
    }
    case 'left':
      return { ...book, adapters: new Map([...book.adapters].filter(([id]) => id !== action.adapterId)) };
    case 'touched':
      return touched(book, action);
  }
}

/** As everybody sees it. */
export function jobState({ adapters, lookedAt, looks }: JobBook): FineTuningState {
  const all = [...adapters];
  return {
    jobs: all.flatMap(([, { jobs }]) => jobs).sort((a, b) => b.createdAt - a.createdAt),
    problems: all.flatMap(([adapterId, { problem }]) => (problem ? { adapterId, ...problem } : [])),
    lookedAt,
    isLooking: looks > 0,
  };
}

function listed(book: JobBook, { adapterId, jobs, asked }: Extract<JobAction, { type: 'listed' }>): JobBook {
  const touches = new Map([...book.touches].filter(([name, { order }]) => order > asked || !isOf(name, adapterId)));
  const known = new Map(jobs.map((job) => [job.id, job]));
  for (const [name, { job }] of touches) {
    if (!isOf(name, adapterId)) continue;
    if (job) known.set(job.id, job);
    else known.delete(name.slice(adapterId.length + 1));
  }
  return withAdapter({ ...book, touches }, adapterId, { jobs: [...known.values()] });
}

function touched(book: JobBook, { adapterId, id, touch }: Extract<JobAction, { type: 'touched' }>): JobBook {
  const touches = new Map(book.touches).set(`${adapterId}:${id}`, touch);
  const others = jobsOf(book, adapterId).filter((job) => job.id !== id);
  const { problem } = book.adapters.get(adapterId) ?? {};
  return withAdapter({ ...book, touches }, adapterId, {
    jobs: touch.job ? [...others, touch.job] : others,
    problem,
  });
}

function withAdapter(book: JobBook, adapterId: string, jobs: AdapterJobs): JobBook {
  return { ...book, adapters: new Map(book.adapters).set(adapterId, jobs) };
}

function jobsOf(book: JobBook, adapterId: string): readonly FineTuningJob[] {
  return book.adapters.get(adapterId)?.jobs ?? [];
}

function isOf(name: string, adapterId: string): boolean {
  return name.startsWith(`${adapterId}:`);
}
