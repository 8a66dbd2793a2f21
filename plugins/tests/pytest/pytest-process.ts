import type { Clock, Disposable, Logger, ManagedProcess, ProcessExit, Processes, TextTools } from 'devmgr/plugin-api';
import { EventFile } from './event-file.js';
import { EventOrder } from './event-order.js';
import { parseEvent } from './parse-event.js';
import { PhaseWatch } from './phase-watch.js';
import type { PytestEvent } from './protocol.js';
import { redactEvent } from './redact-event.js';
import type { RunFolder } from './run-folder.js';
import { TestControl } from './test-control.js';

export interface PytestCommand {
  readonly python: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How pytest's process ended, and what it said last. */
export interface PytestExit {
  readonly exit: ProcessExit;
  readonly cancelled: boolean;
  /** Of stdout and stderr, oldest first, as they were written. */
  readonly lastLines: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface PytestHost {
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log: Logger;
  /** Masks secrets. */
  readonly text: Pick<TextTools, 'redact'>;
  /** Gets values that are secret, so that they are masked in what pytest prints as well. */
  readonly learn?: (value: string) => void;
}

/** How long pytest gets to tear down after an interrupt, and then after a polite signal. Together under two seconds. */
const interruptMs = 900;
const politeMs = 700;
const keepLines = 400;
/** A fatal error prints a stack; what led to it stands before. */
const lastLineCount = 120;
const badLinesLogged = 3;

/** One pytest and what it says. Owns the process, the folder and their release. */
export class PytestProcess {
  /** Settles once, after the last event was delivered and everything is released. Never rejects. */
  readonly ended: Promise<PytestExit>;
  /** Looks at tests that run, and stops them. */
  readonly control: TestControl;
  readonly #host: PytestHost;
  readonly #process: ManagedProcess;
  readonly #order: EventOrder;
  readonly #phases: PhaseWatch;
  #cancelled = false;
  #badLines = 0;

  constructor(host: PytestHost, command: PytestCommand, folder: RunFolder, onEvent: (event: PytestEvent) => void) {
    this.#host = host;
    this.control = new TestControl(host, folder.path, (signal) => this.#process.signal(signal));
    this.#phases = new PhaseWatch(host.clock, folder.path, onEvent, (line) => this.#receive(line, 'fromFile'));
    this.#order = new EventOrder((event) => {
      this.control.learn(event);
      this.#phases.learn(event);
      onEvent(redactEvent(event, (text) => host.text.redact(text), host.learn));
    });
    this.#process = host.processes.spawn({
      title: 'pytest',
      command: command.python,
      args: command.args,
      cwd: command.cwd,
      env: command.env,
      sideChannel: true,
      logSource: 'tests',
      keepLines,
      forceKillAfterMs: politeMs,
    });
    const subscription = this.#process.onDidReceive((line) => this.#receive(line, 'fromPipe'));
    this.ended = this.#follow(folder, subscription);
  }

  /** Interrupts pytest, so that fixtures are torn down, then stops everything that it has started. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    if (this.#process.signal('SIGINT')) await this.#exitWithin(interruptMs);
    await this.#process.stop();
    await this.ended;
  }

  async #follow(folder: RunFolder, subscription: Disposable): Promise<PytestExit> {
    const file = new EventFile(folder.path, folder.eventsPath, (line) => this.#receive(line, 'fromFile'));
    const exit = await this.#process.exit;
    await this.#phases.finish();
    await file.readNew();
    this.#order.finish();
    const at = this.#host.clock.now();
    file.dispose();
    await subscription.dispose();
    await folder.dispose();
    const bad = this.#badLines;
    if (bad > 0) this.#host.log.warn(`${bad} ${bad === 1 ? 'line' : 'lines'} of pytest's reporter could not be read`);
    return { exit, cancelled: this.#cancelled, lastLines: lastLines(this.#process), at };
  }

  #receive(line: string, way: 'fromPipe' | 'fromFile'): void {
    const parsed = parseEvent(line);
    if (parsed.kind !== 'bad') {
      this.#order[way](parsed.sequence, parsed.kind === 'event' ? parsed.event : undefined);
      return;
    }
    this.#badLines += 1;
    if (this.#badLines > badLinesLogged) return;
    this.#host.log.warn(`A line of pytest's reporter was ignored: ${parsed.reason}`, { line: line.slice(0, 200) });
  }

  async #exitWithin(ms: number): Promise<void> {
    let timer: Disposable | undefined;
    const timeout = new Promise<void>((resolve) => (timer = this.#host.clock.setTimeout(resolve, ms)));
    await Promise.race([this.#process.exit, timeout]);
    await timer?.dispose();
  }
}

function lastLines({ output }: ManagedProcess): readonly string[] {
  const first = Math.max(output.firstLine, output.endLine - lastLineCount);
  return output.lines(first, output.endLine - first).map((line) => line.text);
}
