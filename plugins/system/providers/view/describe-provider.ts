import type { TextSpan, TextStyle } from 'devmgr/plugin-api';
import { shortDuration } from '../../servers/short-duration.js';
import { QUOTA_USED_UP } from '../status/quota.js';
import type { ProviderView } from './provider-view.js';

type Sign = TextSpan & { readonly style: TextStyle };

/** `◐` while it is being looked at; else the sign of its status. */
export function providerSign(view: ProviderView): Sign {
  return view.isLooking ? { text: '◐', style: 'info' } : statusSign(view);
}

/** The sign of a status: `●` ready, `◐` not looked at yet, `!` something to do, `✗` unreachable, `○` a server that does not run. */
export function statusSign(view: ProviderView): Sign {
  switch (view.state.status.kind) {
    case 'ready':
      return { text: '●', style: 'success' };
    case 'unknown':
      return { text: '◐', style: 'info' };
    case 'needs-key':
    case 'needs-setup':
    case 'limited':
      return { text: '!', style: 'warning' };
    case 'unreachable':
      return isNotRunning(view) ? { text: '○', style: 'muted' } : { text: '✗', style: 'error' };
  }
}

/** One or two words, at most 12 cells: `ready`, `needs key`, `key refused`, `limited 4m`, `not running`. */
export function providerWord(view: ProviderView, now: number): string {
  const { status } = view.state;
  switch (status.kind) {
    case 'unknown':
      return 'looking…';
    case 'ready':
      return 'ready';
    case 'needs-key':
      return status.reason === undefined ? 'needs key' : 'key refused';
    case 'needs-setup':
      return 'needs setup';
    case 'limited':
      if (status.reason.startsWith(QUOTA_USED_UP)) return 'out of quota';
      return status.until === undefined ? 'limited' : `limited ${shortDuration(status.until - now)}`;
    case 'unreachable':
      return isNotRunning(view) ? 'not running' : 'unreachable';
  }
}

/** What is to be known besides the status: why, what to do, or what to look out for. Empty when all is well. */
export function providerNote(view: ProviderView): TextSpan {
  const { status, warnings } = view.state;
  // What to do depends on why. Of a server that nobody asked for it is enough to know how to start it.
  if (status.kind === 'unreachable' && !isNotRunning(view)) return { text: status.reason, style: 'muted' };
  if (status.kind === 'needs-key' && status.reason !== undefined) return { text: status.reason, style: 'muted' };
  if (status.kind === 'limited') return { text: `${status.reason}. ${status.hint}`, style: 'muted' };
  if (status.kind !== 'ready' && status.kind !== 'unknown') return { text: status.hint, style: 'muted' };
  return { text: warnings.join(' · '), style: 'warning' };
}

/** A local server that nobody asked for and that is not there. */
export function isNotRunning({ state, isOptional }: ProviderView): boolean {
  return state.status.kind === 'unreachable' && isOptional;
}
