import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../ai-host.js';
import { LinkedAbort } from '../http-provider/linked-abort.js';
import { lookAtProvider, type LookOptions } from './look-at-provider.js';

/** Has several providers look at themselves at the same time. Never rejects. */
export async function lookAtProviders(
  host: AiHost,
  providers: readonly AiProvider[],
  { signal, keepsLimits, running }: LookOptions,
): Promise<void> {
  const abort = new LinkedAbort(signal);
  try {
    const options = { signal: abort.signal, keepsLimits, running };
    await Promise.all(providers.map((provider) => lookAtProvider(host, provider, options)));
  } finally {
    abort.dispose();
  }
}
