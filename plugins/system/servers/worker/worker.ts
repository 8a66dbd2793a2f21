import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Disposable, Logger, ManagedProcess, ProcessExit, Processes } from 'devmgr/plugin-api';
import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';
import { exitFault } from '../run/exit-fault.js';
import type { ServerOutput } from '../run/server-output.js';
import { parseWorkerEvent } from './parse-worker-event.js';
import type { WorkerCommand } from './worker-command.js';
import type { WorkerEvent } from './worker-event.js';
import { workerFault, type FaultSurroundings } from './worker-fault.js';

export interface WorkerParts {
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface WorkerOptions {
  readonly name: string;
  readonly command: WorkerCommand;
  readonly around: FaultSurroundings;
  readonly output: ServerOutput;
  readonly ignoreLine: (text: string) => boolean;
  /** How long open requests get to end. */
  readonly graceMs: number;
  readonly onEvent: (event: WorkerEvent) => void;
  readonly onExit: (exit: ProcessExit, fault: ServerFault | undefined) => void;
}

/** Beyond the grace: requests are cut and cancelled, and the application's own shutdown runs. */
const SHUTDOWN_MS = 2_000;
/** Idle connections stay open for that long when another worker is there: a request on its way is still answered. */
const LINGER_SECONDS = 0.25;
const OFFER_MS = 2_000;
/** Whoever is asked what it has imported and says nothing for that long is taken to have imported it. */
const IMPORTED_MS = 200;
/** The name of a Unix socket may be no longer on macOS. */
const LONGEST_SOCKET_PATH = 103;

/** One process that serves an application by `devmgr_worker`. */
export class Worker implements Disposable {
  readonly #parts: WorkerParts;
  readonly #options: WorkerOptions;
  readonly #child: ManagedProcess;
  readonly #ended: Promise<void>;
  #fault: ServerFault | undefined;
  #serves = false;
  #isDraining = false;
  #draining: Promise<void> | undefined;
  /** What it was asked, by number. */
  readonly #questions = new Map<number, (files: readonly string[] | undefined) => void>();
  #asked = 0;
  /** By the path at which it hands over. */
  readonly #offerings = new Map<string, (isOffered: boolean) => void>();

  constructor(options: WorkerOptions, parts: WorkerParts) {
    this.#options = options;
    this.#parts = parts;
    const { name, command, ignoreLine, graceMs, output } = options;
    this.#child = parts.processes.spawn({
      ...{ title: name, logSource: name, command: command.command, args: command.args, cwd: command.cwd },
      ...{ env: command.env, ignoreLine, sideChannel: true, keepInput: true, forceKillAfterMs: graceMs + SHUTDOWN_MS },
    });
    const following = output.follow(this.#child.output);
    const listening = this.#child.onDidReceive((line) => this.#receive(line));
    this.#ended = this.#follow([following, listening]);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Takes no connection any more and ends when those that are open are done, at the latest after the grace. */
  drain(hasSuccessor: boolean): Promise<void> {
    this.#draining ??= this.#drain(hasSuccessor ? LINGER_SECONDS : 0);
    return this.#draining;
  }

  /** At once; what it has started is ended as well. */
  async kill(): Promise<void> {
    this.#child.signal('SIGKILL');
    await this.#child.stop();
    await this.#ended;
  }

  /** The path at which it hands its sockets to another worker; `undefined` when it cannot. */
  async offer(): Promise<{ readonly path: string; readonly release: () => Promise<void> } | undefined> {
    const folder = await mkdtemp(join(socketFolder(), 'devmgr-')).catch(() => undefined);
    if (folder === undefined) return undefined;
    const release = () => rm(folder, { recursive: true, force: true });
    const path = join(folder, 's');
    if (await this.#isOffered(path)) return { path, release };
    await release();
    return undefined;
  }

  /** Those of `files` (absolute) that it has read its code from; `undefined`: it does not say. */
  imported(files: readonly string[]): Promise<readonly string[] | undefined> {
    const number = (this.#asked += 1);
    return new Promise<readonly string[] | undefined>((resolve) => {
      const timer = this.#parts.clock.setTimeout(() => settle(undefined), IMPORTED_MS);
      const settle = (answer: readonly string[] | undefined) => {
        this.#questions.delete(number);
        void timer.dispose();
        resolve(answer);
      };
      this.#questions.set(number, settle);
      // One that does not tell that it serves is several processes, of which we know only the first.
      if (!this.#serves || !this.#tell({ do: 'imported', number, files })) settle(undefined);
    });
  }

  async dispose(): Promise<void> {
    await this.#child.stop();
    await this.#ended;
  }

  #isOffered(path: string): Promise<boolean> {
    return new Promise<boolean>((resolve) => {
      const timer = this.#parts.clock.setTimeout(() => settle(false), OFFER_MS);
      const settle = (isOffered: boolean) => {
        this.#offerings.delete(path);
        void timer.dispose();
        resolve(isOffered);
      };
      this.#offerings.set(path, settle);
      void this.#ended.then(() => settle(false));
      if (!this.#serves || !this.#tell({ do: 'offer', path })) settle(false);
    });
  }

  async #drain(lingerSeconds: number): Promise<void> {
    const { graceMs } = this.#options;
    const command = { do: 'drain', grace: graceMs / 1000, linger: lingerSeconds };
    if (this.#serves && this.#tell(command)) {
      const lingerMs = lingerSeconds * 1000;
      await this.#endsWithin(lingerMs + graceMs);
      // Who has not even begun to drain is stuck in code that gives nobody else a turn.
      if (this.#isDraining) await this.#endsWithin(SHUTDOWN_MS);
      this.#child.signal('SIGKILL');
    }
    await this.#child.stop();
    await this.#ended;
  }

  async #endsWithin(ms: number): Promise<void> {
    let timer: Disposable | undefined;
    const late = new Promise<void>((resolve) => (timer = this.#parts.clock.setTimeout(resolve, ms)));
    await Promise.race([this.#child.exit, late]);
    await timer?.dispose();
  }

  #tell(command: object): boolean {
    return this.#child.write(`${JSON.stringify(command)}\n`);
  }

  #receive(line: string): void {
    const event = parseWorkerEvent(line);
    if (!event)
      return this.#parts.log.debug(`${this.#options.name}: a line of its worker was not understood`, { line });
    this.#fault = workerFault(event, this.#options.around) ?? this.#fault;
    if (event.event === 'listening') this.#serves = true;
    if (event.event === 'draining') this.#isDraining = true;
    if (event.event === 'offered' || event.event === 'hand-over-failed')
      this.#offerings.get(event.path)?.(event.event === 'offered');
    if (event.event === 'imported') return this.#questions.get(event.number)?.(event.files);
    this.#options.onEvent(event);
  }

  async #follow(owned: readonly Disposable[]): Promise<void> {
    const { output } = this.#child;
    const exit = await this.#child.exit;
    for (const each of owned) await each.dispose();
    const lines = output.lines(output.firstLine, output.endLine - output.firstLine).map(({ text }) => text);
    this.#options.onExit(exit, this.#fault ?? exitFault(exit, lines, this.#options.around.root));
  }
}

function socketFolder(): string {
  const usual = tmpdir();
  return join(usual, 'devmgr-XXXXXX', 's').length > LONGEST_SOCKET_PATH ? '/tmp' : usual;
}
