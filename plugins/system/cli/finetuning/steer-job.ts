import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { isEnded } from '../../finetuning/is-ended.js';
import { jobWord } from '../../finetuning/view/describe-job.js';
import { jobName, reportJob } from '../../finetuning/view/job-report.js';
import type { FinetuneParts } from './finetune-word.js';
import { namedJob } from './named-job.js';

type SteerAction = 'cancel' | 'pause' | 'resume' | 'remove';

/** What is lost is asked for first. */
const QUESTIONS: Readonly<Partial<Record<SteerAction, string>>> = {
  cancel: 'What it has learnt since its last checkpoint is lost. Cancel',
  remove: 'devmgr will not know it any more; its files stay. Forget',
};

/** `finetune cancel|pause|resume|remove <job>`: 0 when it was done, 1 when the person did not agree. */
export function steerJob(action: SteerAction) {
  return async (invocation: CliInvocation, parts: FinetuneParts): Promise<number> => {
    const job = await namedJob(invocation, parts);
    if (!(await agrees(invocation, action, job))) {
      invocation.stderr.write('Nothing was changed\n');
      return ExitCode.notGood;
    }
    const after = await parts.finetuning.steer(job, action, { signal: invocation.signal });
    const { text } = parts.context;
    if (invocation.json) invocation.stdout.write(`${JSON.stringify({ job: after ? reportJob(after) : null })}\n`);
    else invocation.stdout.write(text.clean(`${jobName(job)} ${after ? jobWord(after) : 'is forgotten'}\n`));
    return ExitCode.ok;
  };
}

/** Nobody is asked where nobody sits, unless something is lost that nobody can bring back. */
async function agrees(
  { flags, openDialogue }: CliInvocation,
  action: SteerAction,
  job: FineTuningJob,
): Promise<boolean> {
  const question = QUESTIONS[action];
  // What cannot be done is not asked about: whoever has the job says why.
  const isPossible = action === 'cancel' ? !isEnded(job) : isEnded(job);
  if (question === undefined || !isPossible || flags.boolean('yes')) return true;
  if (!openDialogue) {
    throw new DevmgrError({
      code: 'DEVMGR_INPUT_REQUIRED',
      message: `To ${action} ${jobName(job)} somebody must agree, and nobody can be asked here`,
      hint: `Without a question: devmgr finetune ${action} ${jobName(job)} --yes`,
      exitCode: ExitCode.usage,
    });
  }
  const dialogue = openDialogue();
  try {
    const reply = await dialogue.ask(`${question} ${jobName(job)}? [y/N] `);
    return reply.kind === 'line' && /^\s*y(?:es)?\s*$/i.test(reply.text);
  } finally {
    await dialogue.dispose();
  }
}
