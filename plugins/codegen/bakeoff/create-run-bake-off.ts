import { DevmgrError, ExitCode, type Clock } from 'devmgr/plugin-api';
import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerateJob, Generator } from '../generate/generate-job.js';
import type { VerifyFiles } from '../verify/verification.js';
import type { BakeOffOptions, RunBakeOff } from './bake-off.js';
import { BakeOffRun } from './bake-off-run.js';
import { rankEntries } from './rank-entries.js';

export interface BakeOffParts {
  readonly generator: Generator;
  readonly verify: VerifyFiles;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Makes what lets several models do the same job. One that fails is an entry that failed, and ends nothing for the others. Throws a
 * `DevmgrError` only when no model is named. Stopped: the entries say so, and it ends.
 */
export function createRunBakeOff(parts: BakeOffParts): RunBakeOff {
  return async function* runBakeOff(job, models, options) {
    const names = [...new Set(models)];
    if (names.length === 0) throw noModels();
    const over = new AbortController();
    const signal = AbortSignal.any([options.signal, over.signal]);
    const run = new BakeOffRun(parts, names);
    try {
      yield run.entries;
      const ended = compete(parts, run, { job, options: { ...options, signal } });
      // It is told by `changed` as well.
      ended.catch(() => undefined);
      while (await run.changed()) yield rankEntries(run.entries);
      await ended;
    } finally {
      over.abort();
    }
  };
}

interface Contest {
  readonly job: GenerateJob;
  readonly options: BakeOffOptions;
}

async function compete(parts: BakeOffParts, run: BakeOffRun, { job, options }: Contest): Promise<void> {
  try {
    const items = job.items ?? (await sharedItems(parts, run, { job, options }));
    const same: GenerateJob = items ? { ...job, items } : job;
    await Promise.all(run.entries.map(({ model }) => run.compete(model, same, options)));
  } finally {
    run.end();
  }
}

/** Gathered once, so that all are shown the same; `undefined` when no model can be asked: then each says why. */
async function sharedItems(
  { generator }: BakeOffParts,
  run: BakeOffRun,
  { job, options: { signal } }: Contest,
): Promise<readonly SentContextItem[] | undefined> {
  if (job.usesContext === false || job.written) return undefined;
  for (const { model } of run.entries) {
    try {
      return (await generator.plan({ ...job, model }, { signal })).items;
    } catch {
      if (signal.aborted) return undefined;
    }
  }
  return undefined;
}

function noModels(): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'No model is named',
    hint: 'Name two or more: provider/model. devmgr providers lists who is ready.',
    exitCode: ExitCode.usage,
  });
}
