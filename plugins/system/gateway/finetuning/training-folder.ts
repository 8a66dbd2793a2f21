import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import { forgetTrainingPath, trainingFolder } from './training-files.js';

const ENDED: readonly FineTuningJob['status'][] = ['succeeded', 'failed', 'cancelled'];
/** What no job speaks of for so long is left over: a job that is being made is not among the jobs yet. */
const LEFTOVER_MS = 24 * 60 * 60 * 1000;

export interface FollowTrainingOptions {
  readonly context: Pick<PluginContext, 'storage' | 'clock' | 'log'>;
  readonly finetuning: Pick<FineTuning, 'state' | 'refresh'>;
}

/** Removes the files that jobs were given when their jobs have ended, until it is disposed of. Where some are left it asks for the jobs now. */
export function followTraining({ context, finetuning }: FollowTrainingOptions): Disposable {
  const folder = join(context.storage.workspaceDir, trainingFolder);
  const over = new AbortController();
  let last: Promise<void> = Promise.resolve();
  const look = () => {
    last = last
      .then(async () => {
        if (!over.signal.aborted) await tidy(folder, finetuning.state.get().jobs, context.clock.now());
      })
      .catch((error: unknown) => context.log.debug(`Files of ended trainings stay: ${String(error)}`));
    return last;
  };
  const following = finetuning.state.onDidChange(() => void look());
  void pathsIn(folder).then((paths) =>
    // Whether they are known then changes nothing: the next time will do.
    paths.length > 0 ? finetuning.refresh({ signal: over.signal }).then(look, () => undefined) : undefined,
  );
  return {
    async dispose() {
      over.abort();
      void following.dispose();
      await last;
    },
  };
}

async function tidy(folder: string, jobs: readonly FineTuningJob[], now: number): Promise<void> {
  for (const path of await pathsIn(folder)) {
    const own = jobs.filter(({ trainingFile, validationFile }) => trainingFile === path || validationFile === path);
    const isOver = own.length > 0 ? own.every(({ status }) => ENDED.includes(status)) : await isLeftover(path, now);
    if (isOver) await forgetTrainingPath(path);
  }
}

/** `<id of a file>/<job>/<name>`. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder, { recursive: true }).catch(() => [])).filter(
    (name) => name.split(/[\\/]/).length === 3,
  );
  return names.map((name) => join(folder, name));
}

/** A link has the times of its file: those of the folder count. */
async function isLeftover(path: string, now: number): Promise<boolean> {
  const made = await stat(join(path, '..')).catch(() => undefined);
  return made !== undefined && now - made.mtimeMs > LEFTOVER_MS;
}
