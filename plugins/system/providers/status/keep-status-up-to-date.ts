import type { PluginContext } from 'devmgr/plugin-api';
import type { AiParts } from '../ai-parts.js';
import { isHttp } from '../registry/provider-entry.js';
import type { Cooldowns } from '../routing/cooldowns.js';
import { BackgroundRefresh } from './background-refresh.js';

export interface StatusOptions {
  readonly cooldowns: Cooldowns;
  /** Milliseconds; 0: nobody looks but those who are asked. */
  readonly intervalMs: () => number;
}

/** The screen is painted by then. */
const FIRST_LOOK_MS = 400;

/**
 * Follows settings and `.env`: providers take note at once, without a request. While there is a screen they are also looked
 * at, shortly after the start, after such a change, and from time to time.
 */
export function keepStatusUpToDate(
  { config, workspace, screen, clock, signal, subscriptions }: PluginContext,
  parts: AiParts,
  { cooldowns, intervalMs }: StatusOptions,
): void {
  const { registry, host } = parts;
  const random = () => host.random();
  const look = (until: AbortSignal) => parts.look({ signal: until });
  const background = subscriptions.add(new BackgroundRefresh({ clock, intervalMs, random, look }));
  const changed = () => {
    registry.configure();
    cooldowns.clear();
    if (screen.isInteractive && intervalMs() > 0) void parts.look({ signal, providerIds: unknownOnes(parts) });
  };
  subscriptions.add(workspace.dotenv.onDidChange(changed));
  subscriptions.add(
    config.onDidChange(({ affects }) => {
      if (affects('providers') || affects('ai-trusted-hosts')) changed();
      // What is wrong with it is told.
      else if (affects('ai-order')) registry.configure();
      if (affects('ai-refresh-interval') && screen.isInteractive) background.reschedule();
    }),
  );
  if (screen.isInteractive && intervalMs() > 0) background.start(FIRST_LOOK_MS);
}

/** Those whose address or key is another one now. */
function unknownOnes({ registry }: AiParts): readonly string[] {
  const unknown = registry.entries.filter(
    (entry) => isHttp(entry) && entry.provider.state.get().status.kind === 'unknown',
  );
  return unknown.map(({ provider }) => provider.id);
}
