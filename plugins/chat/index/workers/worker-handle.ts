import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Disposable, Logger } from 'devmgr/plugin-api';
import { refuseTelemetry } from '../embed/onnx/refuse-telemetry.js';
import { NativeGate } from '../native/native-gate.js';
import { RpcPeer, type RpcCallOptions } from './rpc/rpc-peer.js';
import type { RpcMethods, RpcParams, RpcReport, RpcResult } from './rpc/rpc-methods.js';
import { diedTooOften, workerDied } from './worker-errors.js';

export interface WorkerHandleOptions<Ours> {
  /** The built `*.worker.js`. */
  readonly file: string;
  /** For people: `the search of the code index`. */
  readonly title: string;
  /** `workerData` of the next start, beside `GatedData`. */
  readonly data: () => object;
  /** What the thread may ask this side: functions of its own, no inherited ones. */
  readonly methods: Ours;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  /** Milliseconds. */
  readonly now: () => number;
  /** The thread has ended though nobody stopped it. */
  readonly onDeath?: () => void;
}

/** What every worker is given. */
export interface GatedData {
  /** See `threadGate`. */
  readonly gate: SharedArrayBuffer;
}

/** What every worker answers. */
export interface StoppableWorker {
  /** Closes what is open; the thread is ended after it. */
  close(params: undefined): Promise<void>;
}

const mostDeaths = 3;
const deathsCountForMs = 600_000;
const closeLimitMs = 2_000;
/** So long an aborted call may go on that is waited for. */
const endLimitMs = 2_000;
/** So long the end of the process waits for native code. */
const exitLimitMs = 2_000;
/** So long the end of a thread waits for it: nobody has to wait meanwhile. */
const shutLimitMs = 30_000;

interface Running<Ours extends RpcMethods<Ours>, Theirs extends RpcMethods<Theirs>> {
  readonly worker: Worker;
  readonly peer: RpcPeer<Ours, Theirs>;
  readonly gate: NativeGate;
  /** Closes the gate when the process exits meanwhile. */
  readonly onExit: () => void;
}

/**
 * A thread that is there when it is asked something. When it dies, all calls reject with a `DevmgrError`, and the next call
 * starts another one: three times in ten minutes, then calls reject at once.
 */
export class WorkerHandle<
  Ours extends RpcMethods<Ours>,
  Theirs extends RpcMethods<Theirs> & StoppableWorker,
> implements Disposable {
  readonly #options: WorkerHandleOptions<Ours>;
  #running: Running<Ours, Theirs> | undefined;
  #deaths: number[] = [];
  #isDisposed = false;

  constructor(options: WorkerHandleOptions<Ours>) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** See `RpcPeer.call`. */
  async call<K extends keyof Theirs & string>(
    method: K,
    params: RpcParams<Theirs, K>,
    options: RpcCallOptions<RpcReport<Theirs, K>> = {},
  ): Promise<RpcResult<Theirs, K>> {
    options.signal?.throwIfAborted();
    const answer = this.start().call(method, params, options);
    return options.awaitsEnd && options.signal ? this.#endingInTime(answer, options.signal) : answer;
  }

  /** So that it is there when it is asked. */
  start(): RpcPeer<Ours, Theirs> {
    this.#running ??= this.#start();
    return this.#running.peer;
  }

  /** Ends the thread, politely first. What is under way rejects. The next call starts another one. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    const { peer } = running;
    const limit = new AbortController();
    const closed = peer.call('close', undefined as RpcParams<Theirs, 'close'>);
    await Promise.race([closed, delay(closeLimitMs, undefined, { signal: limit.signal })]).catch(() => undefined);
    limit.abort();
    peer.close(workerDied(this.#options.title, 'it was stopped'));
    await this.#terminate(running);
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.stop();
  }

  /** A thread that is too busy to see that a call was aborted is ended: who waits for the end of it would wait for long. */
  async #endingInTime<Result>(answer: Promise<Result>, signal: AbortSignal): Promise<Result> {
    const running = this.#running;
    let limit: NodeJS.Timeout | undefined;
    const onAbort = () => (limit = setTimeout(() => this.#abandon(running), endLimitMs));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await answer;
    } finally {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(limit);
    }
  }

  /** All that is under way rejects when the thread has ended. */
  #abandon(running: Running<Ours, Theirs> | undefined): void {
    if (!running || this.#running !== running) return;
    this.#running = undefined;
    this.#options.log.warn(`${this.#options.title} was ended: it did not stop when it was told to`);
    void this.#terminate(running).then(() => running.peer.close(workerDied(this.#options.title, 'it did not stop')));
    this.#options.onDeath?.();
  }

  /** A thread that stays in native code is left to itself: ending it would end the process. */
  async #terminate({ worker, gate }: Running<Ours, Theirs>): Promise<void> {
    if (await gate.shut(shutLimitMs)) return void (await worker.terminate());
    this.#options.log.warn(`${this.#options.title} could not be ended: it is busy in native code`);
    worker.unref();
  }

  #start(): Running<Ours, Theirs> {
    const { file, title, data, methods, log } = this.#options;
    this.#requireLife();
    refuseTelemetry();
    const gate = new NativeGate();
    const workerData = { ...data(), gate: gate.shared } satisfies GatedData;
    const worker = new Worker(file, { name: title, workerData, execArgv: [], stdout: true, stderr: true });
    // A library that prints must not draw on the screen.
    for (const stream of [worker.stdout, worker.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => log.debug(`${title}: ${text.trimEnd()}`));
    const peer = new RpcPeer<Ours, Theirs>(worker, methods, (error) => log.warn(`${title}: ${String(error)}`));
    const running = { worker, peer, gate, onExit: () => void gate.close(exitLimitMs) };
    process.once('exit', running.onExit);
    let reason: string | undefined;
    worker.on('error', (error) => (reason = String(error instanceof Error ? error.message : error)));
    worker.on('messageerror', (error) => log.warn(`${title}: a message could not be read: ${error.message}`));
    worker.on('exit', (code) => this.#ended(running, reason ?? `it ended with code ${code}`));
    return running;
  }

  #ended(running: Running<Ours, Theirs>, reason: string): void {
    const error = workerDied(this.#options.title, reason);
    process.off('exit', running.onExit);
    running.peer.close(error);
    // Else it was stopped.
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#deaths.push(this.#options.now());
    this.#options.log.warn(error.message);
    this.#options.onDeath?.();
  }

  #requireLife(): void {
    const { title, now } = this.#options;
    if (this.#isDisposed) throw workerDied(title, 'it was stopped');
    this.#deaths = this.#deaths.filter((at) => now() - at < deathsCountForMs);
    if (this.#deaths.length >= mostDeaths) throw diedTooOften(title, this.#deaths.length);
  }
}
