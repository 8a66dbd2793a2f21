import {
  DevmgrError,
  ExitCode,
  type CliHandler,
  type CliInvocation,
  type FlagSpec,
  type PluginManifest,
} from 'devmgr/plugin-api';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { RUN_JOBS } from '../../finetuning/adapters/local/run/run-jobs-word.js';
import type { SystemParts } from '../../system-parts.js';
import { requireFinetuneFlags } from './require-finetune-flags.js';

/** What an action works with: the service is loaded. */
export interface FinetuneParts {
  readonly context: SystemParts['context'];
  readonly finetuning: FineTuning;
}

type Action = (invocation: CliInvocation, parts: FinetuneParts) => Promise<number>;

/** Each is loaded when it is said. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  list: async () => (await import('./list-jobs.js')).listJobs,
  show: async () => (await import('./show-job.js')).showJob,
  create: async () => (await import('./create-job.js')).createJob,
  check: async () => (await import('./check-files.js')).checkFiles,
  watch: async () => (await import('./watch-job.js')).watchJob,
  cancel: async () => (await import('./steer-job.js')).steerJob('cancel'),
  pause: async () => (await import('./steer-job.js')).steerJob('pause'),
  resume: async () => (await import('./steer-job.js')).steerJob('resume'),
  remove: async () => (await import('./steer-job.js')).steerJob('remove'),
  models: async () => (await import('./list-base-models.js')).listBaseModels,
  adapters: async () => (await import('./list-adapters.js')).listAdapters,
};

/** `devmgr finetune [action] [name]`; without an action the list. */
export function finetuneWord({ context, finetuning }: Pick<SystemParts, 'context' | 'finetuning'>): CliHandler {
  return async (given) => {
    if (given.rest[0] === RUN_JOBS) return stayForJobs(given, context);
    // Behind `--` stands a file whose name looks like a flag.
    const invocation = { ...given, args: [...given.args, ...given.rest], rest: [] };
    const word = invocation.args[0] ?? 'list';
    const load = ACTIONS[word];
    if (!load) {
      const hint = `Say one of: ${Object.keys(ACTIONS).join(', ')}`;
      const message = `devmgr finetune cannot "${word}"`;
      throw new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
    }
    requireFinetuneFlags(word, invocation, knownFlags(context.manifest));
    const [action] = await Promise.all([load(), finetuning.load()]);
    // Adapters of plugins: those are activated by whoever asks for the service.
    await context.services.require(FineTuning).catch(() => undefined);
    return action(invocation, { context, finetuning });
  };
}

/** The devmgr in the background that runs jobs of this machine: see `JobRunners`. */
async function stayForJobs({ signal }: CliInvocation, context: SystemParts['context']): Promise<number> {
  const { runJobs } = await import('../../finetuning/adapters/local/run/run-jobs.js');
  await runJobs(context, signal);
  return ExitCode.ok;
}

/** Those of this word, whatever a copy of the plugin calls it. */
function knownFlags({ cli = [] }: PluginManifest): readonly FlagSpec[] {
  return cli.find(({ flags }) => flags?.some(({ name }) => name === 'training-file'))?.flags ?? [];
}
