import type { Disposable, Tab } from 'devmgr/plugin-api';
import { JUST_NOW_MS } from '../../providers/view/just-now.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';

const EVERY_MS = 1000;

/** Calls `tick` every second while the tab is seen and the time that a provider is limited runs down, or a look is new. */
export function countDownLimits({ context, views }: ProvidersParts, tab: Tab, tick: () => void): void {
  let timer: Disposable | undefined;
  const stop = () => {
    void timer?.dispose();
    timer = undefined;
  };
  const follow = () => {
    const isCounting = views.all.get().some((view) => isLimited(view) || isNew(view, context.clock.now()));
    if (!isCounting || !tab.isVisible.get()) stop();
    else
      timer ??= context.clock.setInterval(() => {
        tick();
        follow();
      }, EVERY_MS);
  };
  tab.own(views.all.onDidChange(follow));
  tab.own(tab.isVisible.onDidChange(follow));
  tab.own({ dispose: stop });
  follow();
}

function isLimited({ state: { status } }: ProviderView): boolean {
  return status.kind === 'limited' && status.until !== undefined;
}

/** A second longer, so that the last tick shows that it is not new any more. */
function isNew({ state: { checkedAt } }: ProviderView, now: number): boolean {
  return checkedAt !== undefined && now - checkedAt < JUST_NOW_MS + EVERY_MS;
}
