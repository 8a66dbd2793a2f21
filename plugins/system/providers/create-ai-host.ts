import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { AiHost } from './ai-host.js';

/** The surroundings of the provider layer, as a plugin has them. */
export function createAiHost({ log, clock, text }: Pick<PluginContext, 'log' | 'clock' | 'text'>): AiHost {
  return {
    log,
    now: () => clock.now(),
    random: () => Math.random(),
    clean: (dirty) => text.redact(text.clean(dirty)),
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        const abort = () => {
          void timer.dispose();
          reject(signal.reason as Error);
        };
        const timer: Disposable = clock.setTimeout(() => {
          signal.removeEventListener('abort', abort);
          resolve();
        }, ms);
        signal.addEventListener('abort', abort, { once: true });
      }),
  };
}
