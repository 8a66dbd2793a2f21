import type { TextSpan, TextStyle } from 'devmgr/plugin-api';
import type { FineTuningJob, FineTuningStatus } from 'devmgr/plugin-api/contracts/finetuning-job';

type Sign = TextSpan & { readonly style: TextStyle };

const SIGNS: Readonly<Record<FineTuningStatus, Sign>> = {
  queued: { text: '○', style: 'muted' },
  running: { text: '◐', style: 'info' },
  paused: { text: '‖', style: 'warning' },
  cancelling: { text: '◐', style: 'warning' },
  succeeded: { text: '✓', style: 'success' },
  failed: { text: '✗', style: 'error' },
  // Not the sign of one that waits.
  cancelled: { text: '–', style: 'muted' },
};

/** The sign that stands before a job, with its colour. */
export function jobSign({ status }: Pick<FineTuningJob, 'status'>): Sign {
  return SIGNS[status];
}

/** `running`, and the provider's own word where it says more: `running · validating_files`. To a good end there is nothing to add. */
export function jobWord({ status, rawStatus }: Pick<FineTuningJob, 'status' | 'rawStatus'>): string {
  const raw = rawStatus.trim();
  return status === 'succeeded' || status === 'cancelled' || isSameWord(status, raw) ? status : `${status} · ${raw}`;
}

/** What providers say for the common words need not be read twice. */
const SAME: Readonly<Partial<Record<FineTuningStatus, readonly string[]>>> = {
  queued: ['pending', 'created'],
  failed: ['error'],
  cancelling: ['cancel_requested'],
  running: ['in_progress', 'training', 'started'],
};

function isSameWord(status: FineTuningStatus, raw: string): boolean {
  const word = raw.toLowerCase();
  return word === '' || word === status || (SAME[status]?.includes(word) ?? false);
}
