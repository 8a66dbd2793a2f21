import { delimiter } from 'node:path';
import type { Disposable, ManagedProcess, Processes, ProcessExit } from 'devmgr/plugin-api';
import type { CatalogTest, CollectProblem } from '../book/catalog-test.js';
import type { CollectRules } from './collected-project.js';
import { CollectLineParser, type CollectEvent } from './parse-collect-line.js';

/** What is collected, and with what. */
export interface CollectionCommand {
  readonly python: string;
  readonly cwd: string;
  /** The folder that holds `devmgr_pytest`. */
  readonly packageDir: string;
  /** `PYTHONPATH` of devmgr. */
  readonly modulePath: string | undefined;
  /** What the person gives to every run. */
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Only these files; empty: what pytest finds. */
  readonly files: readonly string[];
}

/** What pytest has found, as far as it came. */
export interface CollectionResult {
  readonly tests: readonly CatalogTest[];
  readonly problems: readonly CollectProblem[];
  readonly rules: CollectRules | undefined;
  /** All tests were told. */
  readonly complete: boolean;
  readonly exit: ProcessExit;
  /** What pytest printed last. */
  readonly lastLines: readonly string[];
}

const keepLines = 200;

/** One pytest that only collects. Its output is nobody's: what it says comes by the side channel. */
export class Collection implements Disposable {
  /** Settles once, never rejects. */
  readonly ended: Promise<CollectionResult>;
  readonly #process: ManagedProcess;
  readonly #parser = new CollectLineParser();
  readonly #tests: CatalogTest[] = [];
  readonly #problems: CollectProblem[] = [];
  readonly #onFound: (tests: readonly CatalogTest[]) => void;
  #rules: CollectRules | undefined;
  #complete = false;

  /** `onFound` is told tests as they are found, without markers and not yet in their order. */
  constructor(processes: Processes, command: CollectionCommand, onFound: (tests: readonly CatalogTest[]) => void) {
    this.#onFound = onFound;
    this.#process = processes.spawn({
      title: 'pytest --collect-only',
      command: command.python,
      args: argumentsOf(command),
      cwd: command.cwd,
      env: { ...command.variables, PYTHONPATH: modulePath(command) },
      sideChannel: true,
      keepLines,
    });
    const subscription = this.#process.onDidReceive((line) => this.#receive(this.#parser.parse(line)));
    this.ended = this.#process.exit.then((exit) => this.#result(exit, subscription));
  }

  async dispose(): Promise<void> {
    await this.#process.stop();
    await this.ended;
  }

  #receive(event: CollectEvent | undefined): void {
    switch (event?.event) {
      case undefined:
        return;
      case 'hello':
        this.#rules = event.rules;
        return;
      case 'found':
        return this.#onFound(event.tests);
      case 'problem':
        this.#problems.push(event.problem);
        return;
      case 'tests':
        this.#tests.push(...event.tests);
        return;
      case 'end':
        this.#complete = event.complete;
        return;
    }
  }

  async #result(exit: ProcessExit, subscription: Disposable): Promise<CollectionResult> {
    await subscription.dispose();
    const { output } = this.#process;
    const lines = output.lines(output.firstLine, output.endLine - output.firstLine);
    const [tests, problems, rules, complete] = [this.#tests, this.#problems, this.#rules, this.#complete];
    return { tests, problems, rules, complete, exit, lastLines: lines.map(({ text }) => text) };
  }
}

function argumentsOf({ args, files }: CollectionCommand): string[] {
  const all = ['-m', 'pytest', '-p', 'devmgr_pytest.collector', '--collect-only', ...args];
  if (files.some((file) => file.startsWith('-'))) all.push('--');
  return [...all, ...files];
}

function modulePath({ modulePath, variables, packageDir }: CollectionCommand): string {
  const inherited = variables['PYTHONPATH'] ?? modulePath;
  return inherited ? `${inherited}${delimiter}${packageDir}` : packageDir;
}
