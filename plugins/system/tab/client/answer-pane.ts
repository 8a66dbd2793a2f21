import { widgets, type CodeHandle, type PluginContext, type Tab } from 'devmgr/plugin-api';
import { maskedHeaders } from '../../servers/client/masked-headers.js';
import { answerView } from './answer-view.js';
import type { ClientSession } from './client-session.js';

/** The answer to what was last sent to a server. */
export interface AnswerPane {
  readonly handle: CodeHandle;
  /** The answer of this server, as far as it has come. */
  show(server: string | undefined): void;
  toggleHeaders(): void;
}

/** Follows the answers while they come. */
export function createAnswerPane({ manifest, clock }: PluginContext, session: ClientSession, tab: Tab): AnswerPane {
  const handle = tab.grid.set(3, 6, 1, 1, widgets.code, {
    title: 'Answer',
    focusId: `${manifest.id}.client-answer`,
  });
  let server: string | undefined;
  let showsHeaders = false;
  let shown: unknown;
  const refresh = () => {
    const state = session.of(server);
    const view = answerView(state, showsHeaders ? maskedHeaders : undefined, clock.now());
    handle.setTitle(view.title);
    if (shown === state) return;
    shown = state;
    handle.setEmpty(view.empty);
    handle.setCode(view.content);
    // Of what still comes the end is looked at.
    if (state.kind === 'sending' && view.content) handle.reveal(view.content.text.split('\n').length);
  };
  tab.own(session.onDidChange(refresh));
  return {
    handle,
    show(next) {
      server = next;
      refresh();
    },
    toggleHeaders() {
      showsHeaders = !showsHeaders;
      shown = undefined;
      refresh();
    },
  };
}
