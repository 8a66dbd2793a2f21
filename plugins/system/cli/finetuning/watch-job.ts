import { DisposableStore, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { isEnded } from '../../finetuning/is-ended.js';
import { toldJob } from '../../finetuning/told-job.js';
import { jobSign, jobWord } from '../../finetuning/view/describe-job.js';
import { resultName } from '../../finetuning/view/result-name.js';
import { progressText, stepText } from '../../finetuning/view/job-progress.js';
import { jobName, reportJob } from '../../finetuning/view/job-report.js';
import { lossText } from '../../finetuning/view/loss-text.js';
import { sparkText } from '../../finetuning/view/spark-text.js';
import type { FinetuneParts } from './finetune-word.js';
import { LiveLine } from './live-line.js';
import { namedJob } from './named-job.js';
import { UnlistedJob } from './unlisted-job.js';

const EVERY_MS = 1_000;
const BAR_CELLS = 16;
const CURVE = 12;

/**
 * `finetune watch <job>`: until the job has ended. A line that is drawn anew on a terminal, else one whenever its status is another; with
 * `--json` one document `{"type":"job","job":…}` a line, whenever something has changed. 0 when it succeeded, 1 when it failed or was
 * cancelled, 130 after Ctrl-C, which leaves it alone.
 */
export async function watchJob(invocation: CliInvocation, parts: FinetuneParts): Promise<number> {
  return watchUntilEnd(invocation, parts, await namedJob(invocation, parts));
}

export async function watchUntilEnd(
  invocation: CliInvocation,
  { finetuning, context }: FinetuneParts,
  first: FineTuningJob,
): Promise<number> {
  const owned = new DisposableStore();
  const teller = new JobTeller(invocation, context);
  let job = first;
  const isIt = ({ id, adapterId }: FineTuningJob) => id === first.id && adapterId === first.adapterId;
  const unlisted = new UnlistedJob(first, {
    adapter: () => finetuning.adapters.get().find(({ id }) => id === first.adapterId),
    now: () => context.clock.now(),
    signal: invocation.signal,
  });
  const look = () => {
    const { jobs, problems, isLooking } = finetuning.state.get();
    const listed = jobs.find(isIt);
    if (!listed && !isLooking) unlisted.look();
    const { clock, text } = context;
    job = listed ?? toldJob(unlisted.job, { redact: (each) => text.redact(each), now: clock.now() });
    const problem = problems.find(({ adapterId }) => adapterId === first.adapterId)?.message;
    teller.problem(problem ?? (listed ? undefined : unlisted.problem));
    teller.tell(job);
  };
  try {
    await new Promise<void>((resolve) => {
      const settle = () => {
        look();
        if (isEnded(job) || invocation.signal.aborted || invocation.stdout.isBroken) resolve();
      };
      invocation.signal.addEventListener('abort', settle, { once: true });
      owned.add(finetuning.state.onDidChange(settle));
      owned.add(finetuning.watch());
      // Time passes in the line, and a reader may have left.
      owned.add(context.clock.setInterval(settle, EVERY_MS));
      settle();
    });
  } finally {
    await owned.dispose();
    teller.end();
  }
  if (!isEnded(job)) {
    const name = context.text.clean(jobName(job));
    invocation.stderr.write(`${name} goes on without you. Watch it again: devmgr finetune watch ${name}\n`);
    return ExitCode.interrupted;
  }
  return job.status === 'succeeded' ? ExitCode.ok : ExitCode.notGood;
}

class JobTeller {
  readonly #invocation: CliInvocation;
  readonly #context: FinetuneParts['context'];
  readonly #line: LiveLine;
  #told = '';
  #problem: string | undefined;

  constructor(invocation: CliInvocation, context: FinetuneParts['context']) {
    this.#invocation = invocation;
    this.#context = context;
    this.#line = new LiveLine(invocation.stderr, context.text);
  }

  tell(job: FineTuningJob): void {
    const { json, stdout } = this.#invocation;
    if (json)
      return this.#once(JSON.stringify({ type: 'job', job: reportJob(job) }), (line) => stdout.write(`${line}\n`));
    this.#once(`${jobName(job)} ${jobWord(job)}`, () => {
      this.#line.clear();
      stdout.write(`${this.#clean(statusLine(job))}\n`);
    });
    if (!isEnded(job)) this.#line.say(this.#clean(liveLine(job, this.#context.clock.now())));
  }

  /** Of a look that failed; on stderr, once until it is another. */
  problem(message: string | undefined): void {
    if (message === this.#problem) return;
    this.#problem = message;
    this.#line.clear();
    const { stderr } = this.#invocation;
    if (message !== undefined) stderr.write(`! ${this.#clean(message)}\n`);
  }

  end(): void {
    this.#line.clear();
  }

  #once(key: string, write: (key: string) => void): void {
    if (key === this.#told) return;
    this.#told = key;
    write(key);
  }

  #clean(text: string): string {
    return this.#context.text.redact(this.#context.text.clean(text)).replaceAll('\n', ' ');
  }
}

/** `✓ openai:ftjob-1 succeeded: openai/ft:…`, `✗ local:a1 failed: CUDA out of memory`. */
function statusLine(job: FineTuningJob): string {
  const more = job.status === 'succeeded' ? resultName(job) : job.error?.message;
  return `${jobSign(job).text} ${jobName(job)} ${jobWord(job)}${more === undefined ? '' : `: ${more}`}`;
}

/** `████░░ 42% 3m  step 42 of 100  loss 0.81 ▇▅▄▃▂` */
function liveLine(job: FineTuningJob, now: number): string {
  const loss = job.loss === undefined ? '' : `loss ${lossText(job.loss)} ${sparkText(job.recentLosses ?? [], CURVE)}`;
  const steps = stepText(job);
  const progress = progressText(job, now, BAR_CELLS);
  return [progress, ...(progress === steps ? [] : [steps]), loss].filter((part) => part.trim() !== '').join('  ');
}
