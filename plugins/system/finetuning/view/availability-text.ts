import type { TextSpan, TextStyle } from 'devmgr/plugin-api';
import type { FineTuningAvailability } from 'devmgr/plugin-api/contracts/finetuning-adapter';

type Sign = TextSpan & { readonly style: TextStyle };

export function availabilitySign({ kind }: FineTuningAvailability): Sign {
  switch (kind) {
    case 'ready':
      return { text: '●', style: 'success' };
    case 'read-only':
    case 'needs-setup':
      return { text: '!', style: 'warning' };
    case 'not-offered':
      return { text: '✗', style: 'muted' };
  }
}

/** `ready`, `read only`, `needs setup`, `not offered`. */
export function availabilityWord({ kind }: FineTuningAvailability): string {
  return kind.replace('-', ' ');
}

/** Why no job can be created, and what to do; what is to be known of one that is ready. Empty when there is nothing. */
export function availabilityNote(availability: FineTuningAvailability): string {
  if (availability.kind === 'ready') return availability.notice ?? '';
  const { reason, hint } = availability;
  return [reason, hint]
    .filter((text) => text !== '')
    .join('. ')
    .replace(/([.?!])\. /g, '$1 ');
}

/** Whether its jobs are worth a look: they can be listed. */
export function hasJobs({ kind }: FineTuningAvailability): boolean {
  return kind === 'ready' || kind === 'read-only';
}
