import type { Disposable } from 'devmgr/plugin-api';
import type { ProbeOutcome } from './probe-outcome.js';

/** Looks at the health of one run of a server. */
export interface Probe extends Disposable {
  /** What a look may take. */
  readonly timeoutMs?: number;
  /** One look, within the probe's time limit. Never rejects; the outcome of an aborted look is not to be used. */
  look(signal: AbortSignal): Promise<ProbeOutcome>;
  /** Whether a line of the server's output is the trace of one of these looks. Cheap. */
  isOwnAccessLine(text: string): boolean;
}
