import { join } from 'node:path';
import type { ManagedProcess, PluginContext, ProcessExit } from 'devmgr/plugin-api';
import type { JobStore, StoredJob } from '../jobs/job-store.js';
import { readProtocolLine } from '../protocol/read-protocol-line.js';
import { isBarLine, LogReader } from '../read/log-reader.js';
import { readTrainerLog } from '../read/read-trainer-log.js';
import { exitRecord } from './exit-record.js';
import { FileTail } from './file-tail.js';
import { HeldLines } from './held-lines.js';
import { JobJournal } from './job-journal.js';
import { findResult } from './find-result.js';

export interface JobRunOptions {
  readonly context: Pick<PluginContext, 'processes' | 'clock' | 'log' | 'text' | 'secrets' | 'storage'>;
  readonly store: JobStore;
  readonly job: StoredJob;
  /** Its end is that of the job. */
  readonly signal: AbortSignal;
}

const LOOK_EVERY_MS = 200;
const LAST_TRIES = 50;
/** Lines of the protocol that cannot be read are told of this often. */
const MOST_BAD_LINES = 3;

/** One job from its start to its end: its child, what that tells, and what others want of it. */
export class JobRun {
  readonly #options: JobRunOptions;
  readonly #journal: JobJournal;
  readonly #reader: LogReader;
  readonly #printed = new HeldLines();
  readonly #told: FileTail;
  readonly #trainerLog: FileTail;
  #badLines = 0;
  /** The program speaks the protocol: its log is for people. */
  #speaks = false;
  #isCancelled = false;
  #looking: Promise<void> | undefined;

  constructor(options: JobRunOptions) {
    this.#options = options;
    const { context, store, job } = options;
    this.#journal = new JobJournal({
      folder: job.folder,
      record: job.record,
      clock: context.clock,
      log: context.log,
      redact: (text) => context.text.redact(text),
      announce: () => store.announce(),
    });
    this.#reader = new LogReader(job.order.patterns);
    this.#told = new FileTail(job.folder.protocolFile);
    this.#trainerLog = new FileTail(join(job.order.outputDir, 'trainer_log.jsonl'));
  }

  /** Resolves when its end is written. Never rejects. */
  async run(): Promise<void> {
    const { context, job, signal } = this.#options;
    const child = this.#start();
    this.#journal.set({
      status: 'running',
      rawStatus: 'running',
      startedAt: context.clock.now(),
      pid: child.pid,
      pidStart: child.pid === undefined ? undefined : await context.processes.startTime(child.pid),
    });
    this.#journal.event('info', `Started: ${job.order.command.join(' ')}`);
    await this.#journal.flush();
    const timer = context.clock.setInterval(() => this.#lookAgain(child), LOOK_EVERY_MS);
    const onAbort = () => void child.stop();
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const exit = await child.exit;
    signal.removeEventListener('abort', onAbort);
    void timer.dispose();
    await this.#looking;
    await this.#end(child, exit);
  }

  #start(): ManagedProcess {
    const { context, job } = this.#options;
    const { order, folder } = job;
    const [command = '', ...args] = order.command;
    context.secrets.addVariables(order.env);
    const child = context.processes.spawn({
      title: `fine-tuning ${order.id}`,
      command,
      args,
      cwd: order.cwd,
      env: {
        // Output through a pipe would come in blocks of kilobytes.
        PYTHONUNBUFFERED: '1',
        ...order.env,
        DEVMGR_FINETUNE_JOB: order.id,
        DEVMGR_FINETUNE_EVENTS: folder.protocolFile,
        DEVMGR_FINETUNE_OUTPUT: order.outputDir,
      },
      sideChannel: true,
      logSource: `finetune:${order.id}`,
      endLinesAtReturn: true,
      ignoreLine: (line) => this.#readBar(line),
      forceKillAfterMs: order.stopTimeoutMs,
      keepLines: 1_000,
    });
    child.onDidReceive((line) => this.#readProtocol(line));
    child.output.onDidAppend(({ first, count }) => {
      const lines = child.output.lines(first, count).map(({ text }) => text);
      this.#journal.lines(lines);
      for (const line of lines) this.#hear(line);
    });
    return child;
  }

  /** What is drawn anew many times a second is read, and goes into no log. */
  #readBar(line: string): boolean {
    if (!isBarLine(line)) return false;
    this.#hear(line);
    return true;
  }

  #hear(line: string): void {
    if (!this.#speaks) this.#printed.add(line);
  }

  #readLog(lines: readonly string[]): void {
    for (const line of lines) {
      if (this.#speaks) return;
      for (const news of this.#reader.next(line)) this.#journal.tell(news);
    }
  }

  #readProtocol(line: string): void {
    if (line.trim() === '') return;
    const reading = readProtocolLine(line);
    if (reading.kind === 'news') {
      this.#speaks = true;
      for (const news of reading.news) this.#journal.tell(news);
    }
    if (reading.kind !== 'bad') return;
    this.#badLines += 1;
    if (this.#badLines > MOST_BAD_LINES) return;
    this.#journal.event('warn', `A line of the protocol was not read, for ${reading.reason}: ${line.slice(0, 200)}`);
  }

  /** One look after the other. */
  #lookAgain(child: ManagedProcess): void {
    this.#looking ??= this.#look(child).finally(() => (this.#looking = undefined));
  }

  async #look(child: ManagedProcess): Promise<void> {
    await this.#readFiles(false);
    this.#readLog(this.#printed.ripe());
    await this.#fulfil(child).catch((error: unknown) => this.#options.context.log.warn(String(error)));
    await this.#journal.flush();
  }

  async #readFiles(isLast: boolean): Promise<void> {
    for (const line of await this.#told.next(isLast)) this.#readProtocol(line);
    for (const line of await this.#trainerLog.next(isLast)) {
      if (this.#speaks) continue;
      for (const news of readTrainerLog(line)) this.#journal.tell(news);
    }
  }

  async #fulfil(child: ManagedProcess): Promise<void> {
    const { wishes } = this.#options.job.folder;
    for (const wish of await wishes.waiting()) {
      if (wish === 'cancel') this.#cancel(child);
      else await this.#hold(child, wish);
      await wishes.take(wish);
    }
  }

  #cancel(child: ManagedProcess): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#journal.set({ status: 'cancelling', rawStatus: 'cancelling' });
    this.#journal.event('info', 'Asked to end');
    void child.stop();
  }

  async #hold(child: ManagedProcess, wish: 'pause' | 'resume'): Promise<void> {
    const { status } = this.#journal.record;
    if (wish === 'pause' && status === 'running' && (await child.signalAll('SIGSTOP')))
      this.#change('paused', 'Paused');
    if (wish === 'resume' && status === 'paused' && (await child.signalAll('SIGCONT')))
      this.#change('running', 'Goes on');
  }

  #change(status: 'paused' | 'running', message: string): void {
    this.#journal.set({ status, rawStatus: status });
    this.#journal.event('info', message);
  }

  async #end(child: ManagedProcess, exit: ProcessExit): Promise<void> {
    const { context, job, signal } = this.#options;
    await this.#readFiles(true);
    this.#readLog(this.#printed.rest());
    const { state } = this.#journal;
    const lastLines = lastWords(child);
    const end = exitRecord({ exit, isCancelled: this.#isCancelled, isEnding: signal.aborted, state, lastLines });
    const modelsDir = join(context.storage.globalDir, 'models');
    const result = end.status === 'succeeded' ? await findResult(job.order, state, modelsDir) : undefined;
    if (result?.note !== undefined) this.#journal.event(result.path === undefined ? 'warn' : 'info', result.note);
    this.#journal.set({
      ...end,
      finishedAt: context.clock.now(),
      updatedAt: context.clock.now(),
      pid: undefined,
      pidStart: undefined,
      ...(result && { resultModel: result.path, resultSelection: result.selection }),
      ...(end.status === 'succeeded' && { progress: { ...this.#journal.record.progress, fraction: 1 } }),
    });
    this.#journal.event(end.status === 'failed' ? 'error' : 'info', end.error?.message ?? end.rawStatus);
    // The end is what must not be lost: a disk may have room again a moment later.
    for (let tries = 0; tries < LAST_TRIES && !(await this.#journal.flush()); tries += 1)
      await new Promise<void>((resolve) => context.clock.setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** The last lines that it printed, those of stderr if there are any. */
function lastWords({ output }: ManagedProcess): readonly string[] {
  const lines = output.lines(Math.max(output.firstLine, output.endLine - 200), 200);
  const errors = lines.filter(({ stream }) => stream === 'stderr');
  return (errors.length > 0 ? errors : lines).slice(-3).map(({ text }) => text);
}
