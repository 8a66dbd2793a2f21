import type { CliInvocation } from 'devmgr/plugin-api';
import { LinkedAbort } from '../../providers/http-provider/linked-abort.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';

/** Milliseconds that a person waits for a table. */
const LONGEST_LOOK = 8000;
const ERASE_LINE = '\r\x1b[K';

/**
 * Looks at all providers at the same time, or at one. Who has not answered within eight seconds is unreachable. On a
 * terminal a line says what is going on as long as it does.
 */
export async function lookAtProviders(
  { signal, stderr, flags }: CliInvocation,
  parts: ProvidersParts,
  id?: string,
): Promise<readonly ProviderView[]> {
  const limit = new LinkedAbort(signal);
  const timer = parts.context.clock.setTimeout(() => limit.abort(new Error('time is up')), LONGEST_LOOK);
  const count = parts.ai.providers.get().length;
  if (stderr.isTTY) stderr.write(`looking at ${id ?? `${count} providers`}…`);
  try {
    const options = { signal: limit.signal, providerId: id };
    await (flags.boolean('refresh') ? parts.refresh(options) : parts.look(options));
  } finally {
    if (stderr.isTTY) stderr.write(ERASE_LINE);
    void timer.dispose();
    limit.dispose();
  }
  const views = parts.views.now();
  return views.filter((view) => id === undefined || view.id === id).map(answered);
}

/** Nobody may be left "unknown" when the look is over. */
function answered(view: ProviderView): ProviderView {
  if (view.state.status.kind !== 'unknown') return view;
  const reason = `did not answer within ${LONGEST_LOOK / 1000} seconds`;
  const hint = `Look at it alone: devmgr providers ${view.id}`;
  return { ...view, state: { ...view.state, status: { kind: 'unreachable', reason, hint } } };
}
