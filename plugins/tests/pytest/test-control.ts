import { readFile, readlink, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DevmgrError, type Clock, type Disposable, type TextTools } from 'devmgr/plugin-api';
import type { TestCase, TestInspection, TestSection } from 'devmgr/plugin-api/contracts/test-runs';
import { capturedSoFar } from './captured-so-far.js';
import { parseAnswer, type ControlAnswer } from './parse-answer.js';
import type { ProcessEvent, PytestEvent } from './protocol.js';
import { stopMessage } from './stop-message.js';

interface Host {
  readonly clock: Clock;
  readonly text: Pick<TextTools, 'redact'>;
}

/** `ask-<pid>.json` that `control.py` reads. */
interface Question {
  /** The message with which this test is to fail. */
  readonly stop?: string;
  readonly id?: string;
}

/** Ignored by a process that does not listen to it. */
const controlSignal = 'SIGURG';
const answerMs = 1_000;
const pollMs = 20;
/** How long a moment is waited for in which code of the test is executed, and not pytest's own. */
const stopMs = 2_000;
const longestStack = 64_000;

/** Looks at running tests and stops them, in the processes of one pytest. `control.py` is the other side. */
export class TestControl {
  readonly #host: Host;
  readonly #folder: string;
  readonly #signal: (signal: string) => boolean;
  readonly #processes = new Map<string | undefined, ProcessEvent>();
  #asking: Promise<unknown> = Promise.resolve();
  #count = 0;

  /** `signal` sends one to the process that devmgr has started, which passes it on to its workers. `folder`: the run's. */
  constructor(host: Host, folder: string, signal: (signal: string) => boolean) {
    this.#host = host;
    this.#folder = folder;
    this.#signal = signal;
  }

  /** Takes from the events of the run which processes there are. */
  learn(event: PytestEvent): void {
    if (event.event === 'process') this.#processes.set(event.worker, event);
  }

  /** As `TestRun.inspect`, of a test that runs. */
  async inspect(test: TestCase, { stack }: { readonly stack: boolean }): Promise<TestInspection> {
    const process = this.#processOf(test);
    // From outside: a test that is only watched is not disturbed.
    const captured = await capturedSoFar(process, test.phase ?? 'call');
    if (captured && !stack) return this.#inspection(test, captured, '');
    const answer = await this.#inTurn(() => this.#ask(process, {}));
    const written = stack ? await this.#readStack(process.pid) : '';
    if (!answer && written === '') throw await this.#noAnswer(test.id, process.pid);
    const sections = answer?.id === test.id ? answer.sections : (captured ?? []);
    return this.#inspection(test, sections, written);
  }

  /** As `TestRun.stopTest`. `after`: milliseconds for which it has run. */
  async stop(test: TestCase, after: number): Promise<void> {
    const process = this.#processOf(test);
    const stop = stopMessage(after);
    const end = this.#host.clock.now() + stopMs;
    for (;;) {
      const answer = await this.#inTurn(() => this.#ask(process, { stop, id: test.id }));
      if (!answer) throw await this.#noAnswer(test.id, process.pid);
      if (answer.stopped) return;
      if (answer.id !== undefined && answer.id !== test.id) throw isOver(test.id);
      if (this.#host.clock.now() > end) throw noAnswer(test.id);
      await this.#wait(pollMs);
    }
  }

  #inspection(test: TestCase, sections: readonly TestSection[], stack: string): TestInspection {
    const { redact } = this.#host.text;
    const now = sections.map(({ title, text }) => ({ title, text: redact(text) }));
    return { id: test.id, sections: [...test.sections, ...now], stack: redact(stack) };
  }

  #processOf(test: TestCase): ProcessEvent {
    const process = this.#processes.get(test.worker);
    if (!process) throw cannotAsk();
    return process;
  }

  /** One question at a time: a process has one place for it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#asking.then(work);
    this.#asking = turn.catch(() => undefined);
    return turn;
  }

  async #ask(process: ProcessEvent, question: Question): Promise<ControlAnswer | undefined> {
    await this.#expectListening(process);
    const number = ++this.#count;
    const path = join(this.#folder, `ask-${process.pid}.json`);
    try {
      await truncate(this.#stackPath(process.pid));
      await writeFile(`${path}.new`, JSON.stringify({ ...question, number }));
      await rename(`${path}.new`, path);
      this.#signal(controlSignal);
      return await this.#answer(process.pid, number);
    } catch {
      return undefined; // the run has ended, and its folder is gone
    } finally {
      await rm(path, { force: true });
    }
  }

  async #answer(pid: number, number: number): Promise<ControlAnswer | undefined> {
    const end = this.#host.clock.now() + answerMs;
    const path = join(this.#folder, `answer-${pid}.json`);
    while (this.#host.clock.now() < end) {
      const answer = parseAnswer(await readFile(path, 'utf8').catch(() => ''));
      if (answer?.number === number) return answer;
      await this.#wait(pollMs);
    }
    return undefined;
  }

  /** Both the process and the one that passes the signal on. What cannot be told (no procfs) is believed. */
  async #expectListening(process: ProcessEvent): Promise<void> {
    for (const each of [process, this.#processes.get(undefined)]) {
      if (each?.stack === undefined) throw cannotAsk();
      const link = await readlink(`/proc/${each.pid}/fd/${each.stack}`).catch(() => undefined);
      // A test has closed the descriptor and opened something else: stacks must not be written there.
      if (link !== undefined && !link.endsWith(`/stack-${each.pid}.txt`)) throw cannotAsk();
    }
  }

  /** Whatever the process is busy with, its stack is written as soon as the signal comes: none was, so it does not come. */
  async #noAnswer(id: string, pid: number): Promise<DevmgrError> {
    return noAnswer(id, (await this.#readStack(pid)) === '' ? signalIsTaken : undefined);
  }

  async #readStack(pid: number): Promise<string> {
    const text = await readFile(this.#stackPath(pid), 'utf8').catch(() => '');
    return currentFirst(text.slice(0, longestStack).trimEnd());
  }

  #stackPath(pid: number): string {
    return join(this.#folder, `stack-${pid}.txt`);
  }

  async #wait(ms: number): Promise<void> {
    let timer: Disposable | undefined;
    await new Promise<void>((resolve) => (timer = this.#host.clock.setTimeout(resolve, ms)));
    await timer?.dispose();
  }
}

/** The thread in which the test runs, which is written last; an empty line stands between two. */
function currentFirst(stacks: string): string {
  const threads = stacks.split(/\n\n+/);
  const isCurrent = (thread: string) => thread.startsWith('Current thread');
  return [...threads.filter(isCurrent), ...threads.filter((thread) => !isCurrent(thread))].join('\n\n');
}

function cannotAsk(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_CANNOT_ASK',
    message: 'This pytest cannot be asked about the test that it runs.',
    hint: 'On Windows, and where the tests have taken the signal SIGURG for themselves, only the whole run can be stopped.',
  });
}

const signalIsTaken =
  'It, or a test before it, has taken the signal SIGURG for itself or holds it back: only the whole run can be stopped.';

function noAnswer(id: string, hint?: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_ANSWER',
    message: `${id} does not react.`,
    hint: hint ?? 'It may be busy in code that is not Python. Dump its stack to see where, or stop the whole run.',
  });
}

function isOver(id: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOT_RUNNING',
    message: `${id} is over.`,
    hint: 'Another test runs now.',
  });
}
