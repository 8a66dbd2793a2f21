import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../ai-host.js';
import { withTimeLimit } from '../http-provider/time-limit.js';
import type { RunningLooks } from './running-looks.js';

export interface LookOptions {
  readonly signal: AbortSignal;
  /** Known limits stay: nobody asked for the look. */
  readonly keepsLimits: boolean;
  /** Is told of the look. */
  readonly running?: RunningLooks | undefined;
}

/** Longer than a provider of devmgr's own takes. */
const LIMIT_MS = 10_000;

/** Has a provider look at itself. Never rejects, and comes back also when the provider does not. */
export function lookAtProvider(host: AiHost, provider: AiProvider, options: LookOptions): Promise<void> {
  const look = () => lookWithinLimit(host, provider, options);
  return options.running ? options.running.during(provider.id, look) : look();
}

async function lookWithinLimit(host: AiHost, provider: AiProvider, options: LookOptions): Promise<void> {
  try {
    await withTimeLimit(host, LIMIT_MS, options.signal, (signal) =>
      Promise.race([provider.refresh({ ...options, signal }), whenAborted(signal)]),
    );
  } catch (error) {
    if (options.signal.aborted) return;
    const text = error instanceof Error ? error.message : String(error);
    host.log.warn(`${provider.id}: looking at it failed: ${host.clean(text)}`);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
