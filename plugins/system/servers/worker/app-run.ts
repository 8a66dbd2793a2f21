import type { Disposable, ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';
import { changedCode, codeWatch } from '../reload/changed-code.js';
import { reloadMachine } from '../reload/reload-machine.js';
import { initialReloadState, type ReloadEffect, type ReloadInput, type ReloadState } from '../reload/reload-state.js';
import type { RunEvent, RunFacts, RunRequest, ServerRun } from '../run/server-run.js';
import type { AppRunnerParts } from './create-app-runner.js';
import { maskedRequest } from '../requests/masked-request.js';
import { watchForReload } from './watch-for-reload.js';
import { workerCommand } from './worker-command.js';
import type { WorkerEvent } from './worker-event.js';
import { Worker } from './worker.js';

const ENDED_UNBORN: ProcessExit = { kind: 'signalled', signal: 'SIGKILL', forced: true };

/** One start of an application: its workers, of which with reloads there are several. */
export class AppRun implements ServerRun {
  #request: RunRequest;
  readonly #parts: AppRunnerParts;
  readonly #workers = new Map<number, Worker>();
  #watching: Disposable | undefined;
  #renewing: Promise<void> = Promise.resolve();
  #state: ReloadState;
  #exit: ProcessExit = { kind: 'exited', code: 0 };
  #hasTold = false;
  /** Our middleware is around the application: it knows the requests of tests. */
  #takesTests = false;
  readonly #inputs: ReloadInput[] = [];
  /** Hand-overs, with what they leave on the disk. */
  readonly #handOvers = new Set<Promise<void>>();
  #isTurning = false;
  #stopping: Promise<void> | undefined;

  constructor(request: RunRequest, parts: AppRunnerParts) {
    this.#request = request;
    this.#parts = parts;
    const mode = reloadsItself(request) ? 'off' : request.reload;
    this.#state = initialReloadState(mode);
    // Before the first worker reads the code: what is written later has changed.
    if (mode !== 'off') this.#watching = this.#watch();
    this.#input({ type: 'began' });
  }

  get facts(): RunFacts {
    const { command, args, cwd, equivalent } = this.#command(undefined);
    const { env, interpreter } = this.#request;
    return { command: [command, ...args], equivalent, cwd, env, interpreter };
  }

  reload(file: string): boolean {
    if (this.#stopping || this.#state.mode === 'off' || this.#state.isOver) return false;
    const at = this.#parts.clock.now();
    this.#renewing = this.#renewing.then(() => this.#renew());
    void this.#renewing.then(() => {
      if (!this.#stopping) this.#input({ type: 'changed', file, at });
    });
    return true;
  }

  async #renew(): Promise<void> {
    const before = this.#request;
    const renewal = this.#stopping ? undefined : await before.renew?.();
    if (!renewal) return;
    this.#request = { ...before, ...renewal };
    const isSame = JSON.stringify(before.definition.watch) === JSON.stringify(renewal.definition.watch);
    if (isSame || this.#stopping) return;
    void this.#watching?.dispose();
    this.#watching = this.#watch();
  }

  /** Of a run that waits for a change `exited` is told once more, as one that has ended. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  #watch(): Disposable {
    const { name, watch } = this.#request.definition;
    const onChange = (files: readonly string[]) => void this.#changed(files);
    return watchForReload({ name, watch: codeWatch(watch) }, this.#parts, onChange);
  }

  /** Files that nobody has imported are no reason; while the code is broken or not there yet, any may be what it lacks. */
  async #changed(files: readonly string[]): Promise<void> {
    const { serving, next, leaving, reload } = this.#state;
    const isWhole = serving !== undefined && next === undefined && leaving === undefined && reload?.phase !== 'broken';
    const worker = isWhole ? this.#workers.get(serving) : undefined;
    const file = await changedCode(files, {
      watch: this.#request.definition.watch,
      root: this.#parts.root,
      imported: (sources) => worker?.imported(sources) ?? Promise.resolve(undefined),
    });
    if (file !== undefined) this.reload(file);
  }

  async #stop(): Promise<void> {
    await this.#watching?.dispose();
    const { serving, next } = this.#state;
    await Promise.all(
      [...this.#workers].map(([number, worker]) =>
        number === serving || number !== next ? worker.drain(false) : worker.dispose(),
      ),
    );
    await Promise.all(this.#handOvers);
    if (!this.#state.isOver) this.#tell({ type: 'exited', exit: this.#exit, fault: undefined, awaitsChange: false });
  }

  /** What comes of an effect has its turn after all effects of the same step. */
  #input(input: ReloadInput): void {
    this.#inputs.push(input);
    if (this.#isTurning) return;
    this.#isTurning = true;
    for (let each = this.#inputs.shift(); each; each = this.#inputs.shift()) {
      const { state, effects } = reloadMachine(this.#state, each);
      this.#state = state;
      for (const effect of effects) this.#perform(effect);
    }
    this.#isTurning = false;
  }

  #perform(effect: ReloadEffect): void {
    switch (effect.type) {
      case 'spawn':
        return this.#spawn(effect.worker, effect.takesFrom);
      case 'show':
        return this.#tell({
          ...{ type: 'spawned', pid: this.#workers.get(effect.worker)?.pid },
          ...(effect.hasTakenOver && { hasTakenOver: true }),
        });
      case 'drain':
        return void this.#workers.get(effect.worker)?.drain(effect.hasSuccessor);
      case 'kill':
        return this.#kill(effect.worker);
      case 'tell':
        return this.#tell(effect.event);
    }
  }

  #kill(number: number): void {
    const worker = this.#workers.get(number);
    if (worker) return void worker.kill();
    // It still waits for the sockets, and is not wanted any more when it could have them.
    this.#input({ type: 'exited', worker: number, exit: ENDED_UNBORN, fault: undefined });
  }

  #tell(event: RunEvent): void {
    if (this.#hasTold) return;
    this.#hasTold = event.type === 'exited' && !event.awaitsChange;
    this.#request.onEvent(event.type === 'listening' && this.#takesTests ? { ...event, takesTests: true } : event);
    if (this.#hasTold) void this.#watching?.dispose();
  }

  #spawn(number: number, takesFrom: number | undefined): void {
    if (takesFrom === undefined) return this.#start(number, undefined, async () => {});
    this.#handOver(this.#takeOver(number, takesFrom));
  }

  async #takeOver(number: number, takesFrom: number): Promise<void> {
    const offer = await this.#workers.get(takesFrom)?.offer();
    // Another change came meanwhile, or the end.
    const isWanted = this.#state.next === number && !this.#stopping;
    if (offer && isWanted) return this.#start(number, offer.path, offer.release);
    await offer?.release();
    if (isWanted) this.#input({ type: 'hand-over-failed', worker: number });
  }

  #handOver(work: Promise<void>): void {
    const known = work
      .catch((error: unknown) => this.#parts.log.warn(`A hand-over left something behind: ${String(error)}`))
      .finally(() => this.#handOvers.delete(known));
    this.#handOvers.add(known);
  }

  #start(number: number, takeFrom: string | undefined, release: () => Promise<void>): void {
    const { definition, place, output, ignoreLine, stopTimeoutMs } = this.#request;
    const { root, redact } = this.#parts;
    const command = this.#command(takeFrom);
    let isFree = false;
    const free = () => {
      if (!isFree) this.#handOver(release());
      isFree = true;
    };
    const worker = new Worker(
      {
        ...{ name: definition.name, command, output, ignoreLine, graceMs: stopTimeoutMs },
        around: { root, host: place.host, port: place.port, python: command.command, handsOver: !!takeFrom, redact },
        onEvent: (event) => {
          // Whatever it tells first, it has the sockets or does not get them any more.
          free();
          this.#received(number, event);
        },
        onExit: (exit, fault) => {
          free();
          this.#exited(number, exit, fault);
        },
      },
      this.#parts,
    );
    this.#workers.set(number, worker);
  }

  #command(takeFrom: string | undefined) {
    const { workerDir, env } = this.#parts;
    return workerCommand(this.#request, { workerDir, inheritedPath: env['PYTHONPATH'], takeFrom });
  }

  #received(number: number, event: WorkerEvent): void {
    const { log } = this.#parts;
    const { definition } = this.#request;
    switch (event.event) {
      case 'importing':
      case 'starting':
        return this.#input({ type: 'phase', worker: number, phase: event.event });
      case 'listening':
      case 'plain':
        this.#takesTests = event.event === 'listening' && this.#request.testSecret !== undefined;
        return this.#input({ type: 'listening', worker: number });
      case 'hand-over-failed':
        return this.#input({ type: 'hand-over-failed', worker: number });
      case 'lines':
        for (const text of event.lines) this.#parts.attribute?.({ ...event, source: definition.name, text });
        return undefined;
      case 'request':
        if (event.dropped > 0) log.debug(`${definition.name}: ${event.dropped} requests came too fast to be told`);
        return this.#tell({ type: 'request', request: maskedRequest(event.request, this.#parts.redact) });
      default:
        return undefined;
    }
  }

  #exited(number: number, exit: ProcessExit, fault: ServerFault | undefined): void {
    this.#workers.delete(number);
    if (number === this.#state.serving || number === this.#state.next) this.#exit = exit;
    if (!this.#stopping) this.#input({ type: 'exited', worker: number, exit, fault });
  }
}

/** The person leaves it to uvicorn. */
function reloadsItself({ definition: { runs } }: RunRequest): boolean {
  return runs.kind === 'app' && runs.uvicornArgs.includes('--reload');
}
