import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { CodegenSession } from '../session/codegen-session.js';
import type { CodegenState } from '../session/codegen-state.js';
import { workText } from './work-text.js';

const tickMs = 1_000;

/** Says in the status line what goes on, on whatever tab a person is; a click shows the code. */
export function showStatus(
  { screen, clock, manifest }: Pick<PluginContext, 'screen' | 'clock' | 'manifest'>,
  session: Pick<CodegenSession, 'state'>,
): Disposable {
  const item = screen.statusItem({ align: 'left', priority: 4 });
  let tick: Disposable | undefined;
  const show = () => {
    const state = session.state.get();
    item.set(statusText(state, clock.now()), `${manifest.id}.show-code`);
    if (Boolean(state.work) === Boolean(tick)) return;
    void tick?.dispose();
    tick = state.work ? clock.setInterval(show, tickMs) : undefined;
  };
  show();
  const listening = session.state.onDidChange(show);
  return {
    dispose() {
      void listening.dispose();
      void tick?.dispose();
      void item.dispose();
    },
  };
}

function statusText({ work }: CodegenState, now: number) {
  return work ? [{ text: `◐ ${workText(work, now)}`, style: 'accent' as const }] : '';
}
