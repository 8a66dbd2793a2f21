import type { Logger } from 'devmgr/plugin-api';
import { HttpFailure } from '../../../transport/http-failure.js';
import { retryDelay } from '../../../transport/retry-delay.js';
import { hubUnreachable } from '../model-errors.js';
import type { PullStep } from '../model-library.js';
import { BusyHub } from './busy-hub.js';

export interface RetryOptions {
  readonly host: string;
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  onStep?(step: PullStep): void;
}

const retries = 4;

/**
 * Does something again while the network or the hub fails, at most four times in a row: an attempt that `progressed` begins
 * the count anew. Rejects with `PLUGIN_MODELS_UNREACHABLE` then, and at once with everything else.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  { host, signal, log, wait, onStep }: RetryOptions,
  progressed: () => boolean = () => false,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof HttpFailure || error instanceof BusyHub)) throw error;
      if (progressed()) failures = 1;
      const ms = waitAfter(error, failures);
      if (ms === undefined) throw hubUnreachable(host, error.message, error);
      log.debug(`${host}: ${error.message}; again in ${Math.round(ms)} ms`);
      onStep?.({ kind: 'retry', host, reason: error.message, failures, retries, inMs: ms });
      await wait(ms, signal);
    }
  }
}

function waitAfter(error: HttpFailure | BusyHub, attempt: number): number | undefined {
  const { status, header } = error instanceof BusyHub ? error.response : { status: undefined, header: () => undefined };
  return retryDelay({
    status,
    header: (name) => header(name),
    attempt,
    retries,
    now: Date.now(),
    random: Math.random(),
  });
}
