import type { ProcessExit } from 'devmgr/plugin-api';
import type { JobRecord } from '../jobs/job-record.js';
import type { TrainingState } from '../protocol/training-state.js';

export interface ExitFacts {
  readonly exit: ProcessExit;
  /** Somebody wanted it to end. */
  readonly isCancelled: boolean;
  /** The devmgr that supervises it is ending. */
  readonly isEnding: boolean;
  readonly state: TrainingState;
  readonly lastLines: readonly string[];
}

type End = Pick<JobRecord, 'rawStatus' | 'error'> & { readonly status: 'succeeded' | 'failed' | 'cancelled' };

/** What the end of its process means for a job. */
export function exitRecord({ exit, isCancelled, isEnding, state, lastLines }: ExitFacts): End {
  if (exit.kind === 'not-started') return failed('not started', 'not-started', exit.error.message);
  const rawStatus = exit.kind === 'exited' ? `exit ${exit.code}` : exit.signal;
  const isGood = exit.kind === 'exited' && exit.code === 0;
  // What was done before the wish came is done.
  if (isGood && !state.failure) return { status: 'succeeded', rawStatus };
  if (isCancelled) return { status: 'cancelled', rawStatus };
  if (isEnding) return failed(rawStatus, 'interrupted', 'The devmgr that supervised it was ended');
  if (state.failure) return failed(rawStatus, state.failure.code, state.failure.message);
  const how = exit.kind === 'exited' ? `It ended with exit code ${exit.code}` : `It was ended by ${exit.signal}`;
  const memory = exit.kind === 'signalled' && exit.signal === 'SIGKILL' ? ', perhaps for want of memory' : '';
  const said = lastLines.join('\n').trim();
  return failed(rawStatus, rawStatus, `${how}${memory}${said === '' ? '' : `: ${said}`}`);
}

function failed(rawStatus: string, code: string | undefined, message: string): End {
  return { status: 'failed', rawStatus, error: { message, code } };
}
