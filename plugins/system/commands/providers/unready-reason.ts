import type { ProviderView } from '../../providers/view/provider-view.js';

/** Why a provider cannot be asked now, and what to do; `undefined` when nothing is known against it. */
export function unreadyReason({ id, state: { status } }: ProviderView): string | undefined {
  switch (status.kind) {
    case 'needs-key':
    case 'needs-setup':
      return `${id}: ${status.hint}`;
    case 'unreachable':
      return sentences(`${id} is not reached: ${status.reason}`, status.hint);
    case 'limited':
      return sentences(`${id} refuses requests for now: ${status.reason}`, status.hint);
    case 'unknown':
      return `${id} has not been looked at yet`;
    case 'ready':
      return undefined;
  }
}

function sentences(...texts: readonly string[]): string {
  return texts
    .filter((text) => text !== '')
    .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
    .join(' ')
    .replace(/\.$/, '');
}
