import type { Tab } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { phaseNote } from '../../servers/phase-text.js';
import { shortDuration } from '../../servers/short-duration.js';
import type { SystemParts } from '../../system-parts.js';
import type { MetricHistory } from './metric-history.js';

const TICK_MS = 1_000;
const TICKS_PER_POINT = 2;

/**
 * Up times, countdowns and charts move without anything happening: once a second, and only while something they show is
 * another. What is measured is shown with the next point of the charts, every other second: each would be a frame of its own.
 */
export function followTime(
  { manager, context }: SystemParts,
  tab: Tab,
  { history, refresh }: { readonly history: MetricHistory; readonly refresh: () => void },
): void {
  let ticks = 0;
  let shown = '';
  const tick = () => {
    const servers = manager.all.get();
    ticks += 1;
    const hasPoint = ticks % TICKS_PER_POINT === 0;
    if (hasPoint) history.take(servers);
    if (!tab.isVisible.get()) return;
    const now = servers.map((server) => moving(server, context.clock.now())).join();
    const moves = hasPoint && servers.some(({ status }) => status === 'running');
    if (now === shown && !moves) return;
    shown = now;
    refresh();
  };
  tab.own(context.clock.setInterval(tick, TICK_MS));
  tab.own(tab.isVisible.onDidChange((isVisible) => isVisible && refresh()));
}

function moving(server: ServerState, now: number): string {
  if (server.status === 'running') return shortDuration(now - server.startedAt);
  return server.status === 'crashed' ? phaseNote(server, now) : '';
}
