import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { FinetuneParts } from './finetune-word.js';

/** The job that was named behind the action. Rejects with a `DevmgrError` when none was, or none is called so. */
export function namedJob({ args, signal }: CliInvocation, { finetuning }: FinetuneParts): Promise<FineTuningJob> {
  const [action = '', name] = args;
  if (name !== undefined) return finetuning.find(name, { signal });
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'Which job?',
    hint: `Name one of devmgr finetune list: devmgr finetune ${action} openai:ftjob-…`,
    exitCode: ExitCode.usage,
  });
}
