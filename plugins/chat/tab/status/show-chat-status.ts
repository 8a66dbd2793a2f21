import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../../conversation/chat-session.js';
import { stepText } from '../talk/step-text.js';

const tickMs = 1_000;

/** Says in the status line what the request is doing, on whatever tab a person is; a click shows the conversation. */
export function showChatStatus(
  context: Pick<PluginContext, 'screen' | 'clock' | 'manifest' | 'subscriptions'>,
  session: Pick<ChatSession, 'state'>,
): void {
  const { screen, clock, manifest, subscriptions } = context;
  const item = subscriptions.add(screen.statusItem({ align: 'left', priority: 4 }));
  const model = subscriptions.add(screen.statusItem({ align: 'right', priority: 3 }));
  let tick: Disposable | undefined;
  const show = () => {
    const { working, model: chosen } = session.state.get();
    // Beside the model that devmgr chooses elsewhere.
    model.set(
      chosen === undefined ? '' : [{ text: `chat: ${nameOf(chosen)}`, style: 'muted' }],
      `${manifest.id}.choose-model`,
    );
    const text = working ? stepText(working, clock.now()) : '';
    item.set(text === '' ? '' : [{ text: `◐ ${text}`, style: 'accent' }], `${manifest.id}.read-conversation`);
    if (Boolean(working) === Boolean(tick)) return;
    void tick?.dispose();
    tick = working ? clock.setInterval(show, tickMs) : undefined;
  };
  show();
  subscriptions.add(session.state.onDidChange(show));
  subscriptions.add({ dispose: () => tick?.dispose() });
}

/** `provider/model`: the model, as the other tabs name it. */
function nameOf(selection: string): string {
  return selection.slice(selection.indexOf('/') + 1);
}
