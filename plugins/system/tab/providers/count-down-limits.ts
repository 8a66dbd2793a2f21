import type { Disposable, Tab } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';

const EVERY_MS = 1000;

/** Calls `tick` every second while the tab is seen and the time that a provider is limited runs down. */
export function countDownLimits({ context, views }: ProvidersParts, tab: Tab, tick: () => void): void {
  let timer: Disposable | undefined;
  const stop = () => {
    void timer?.dispose();
    timer = undefined;
  };
  const follow = () => {
    const isCounting = views.all
      .get()
      .some(({ state }) => state.status.kind === 'limited' && state.status.until !== undefined);
    if (!isCounting || !tab.isVisible.get()) stop();
    else timer ??= context.clock.setInterval(tick, EVERY_MS);
  };
  tab.own(views.all.onDidChange(follow));
  tab.own(tab.isVisible.onDidChange(follow));
  tab.own({ dispose: stop });
  follow();
}
