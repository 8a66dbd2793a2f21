import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { OnnxRuntime } from './load-onnxruntime.js';
import type { NativeGate } from '../../native/native-gate.js';

export interface OnnxSessionOptions {
  /** Path of the model. */
  readonly file: string;
  /** That one run may use. */
  readonly threads: number;
  /** `disabled` loads fastest: for a graph that is as good as it gets. */
  readonly optimization: 'disabled' | 'all';
}

/**
 * A model that is loaded. One run at a time; a run that waits is dropped when its signal is aborted. A run blocks the
 * thread until it is done.
 */
export class OnnxSession {
  readonly #session: InferenceSession;
  readonly #gate: NativeGate;
  #turn: Promise<unknown> = Promise.resolve();
  #isReleased = false;

  private constructor(session: InferenceSession, gate: NativeGate) {
    this.#session = session;
    this.#gate = gate;
  }

  /** Rejects with what the runtime says when the file is no model, or nothing runs here. */
  static async open({ InferenceSession, gate }: OnnxRuntime, options: OnnxSessionOptions): Promise<OnnxSession> {
    const session = await gate.pass(() => InferenceSession.create(options.file, sessionOptions(options)));
    return new OnnxSession(session, gate);
  }

  get inputs(): readonly InferenceSession.ValueMetadata[] {
    return this.#session.inputMetadata;
  }

  get outputNames(): readonly string[] {
    return this.#session.outputNames;
  }

  /** Resolves to the output of that name. Rejects with the signal's reason, or with what the runtime says. */
  async run(feeds: Readonly<Record<string, Tensor>>, output: string, signal: AbortSignal): Promise<Tensor> {
    const result = this.#inTurn(async () => {
      signal.throwIfAborted();
      if (this.#isReleased) throw new Error('The model is released');
      const outputs = await this.#gate.pass(() => this.#session.run(feeds, [output]));
      return outputs[output] as Tensor;
    });
    return result;
  }

  /** After the runs that are under way. */
  async release(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#isReleased) return;
      this.#isReleased = true;
      await this.#gate.pass(() => this.#session.release());
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function sessionOptions({ threads, optimization }: OnnxSessionOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: optimization,
    logSeverityLevel: 4,
    // Threads that wait would keep processors busy.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}
