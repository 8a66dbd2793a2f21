import type { CliInvocation } from 'devmgr/plugin-api';
import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { LinkedAbort } from '../../providers/http-provider/linked-abort.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { LookLine } from './look-line.js';

/** Milliseconds that a person waits for a table. */
const LONGEST_LOOK = 8000;

/**
 * Looks at all providers at the same time, or at one. Who has not answered within eight seconds is unreachable. On a
 * terminal a line says who is still being looked at.
 */
export async function lookAtProviders(
  { signal, stderr, flags }: CliInvocation,
  parts: ProvidersParts,
  id?: string,
): Promise<readonly ProviderView[]> {
  const limit = new LinkedAbort(signal);
  const timer = parts.context.clock.setTimeout(() => limit.abort(new Error('time is up')), LONGEST_LOOK);
  const waiting = () =>
    parts.ai.providers
      .get()
      .filter(isUnknown)
      .map((provider) => provider.id);
  const line = new LookLine({
    out: stderr,
    context: parts.context,
    waiting: () => (id === undefined ? waiting() : [id]),
  });
  try {
    const options = { signal: limit.signal, providerId: id };
    await (flags.boolean('refresh') ? parts.refresh(options) : parts.look(options));
  } finally {
    line.dispose();
    void timer.dispose();
    limit.dispose();
  }
  const views = parts.views.now();
  return views.filter((view) => id === undefined || view.id === id).map(answered);
}

function isUnknown({ state }: AiProvider): boolean {
  return state.get().status.kind === 'unknown';
}

/** Nobody may be left "unknown" when the look is over. */
function answered(view: ProviderView): ProviderView {
  if (view.state.status.kind !== 'unknown') return view;
  const reason = `did not answer within ${LONGEST_LOOK / 1000} seconds`;
  const hint = view.kind === 'cloud' ? 'Try again later' : 'It may be busy or stuck: restart it';
  const address = view.state.baseUrl === undefined ? '' : `, or look at its address: ${view.state.baseUrl}`;
  return { ...view, state: { ...view.state, status: { kind: 'unreachable', reason, hint: `${hint}${address}` } } };
}
