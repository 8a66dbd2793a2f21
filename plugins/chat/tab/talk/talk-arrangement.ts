import type { ChatSession } from '../../conversation/chat-session.js';
import type { PageGround } from '../page.js';
import { talkLayout, talkWideFrom, type TalkLayout, type TalkState } from './talk-layout.js';
import { handlesOf, type TalkPanes } from './talk-panes.js';

/** Which panes are seen, and where they are. */
export class TalkArrangement {
  readonly #ground: PageGround;
  readonly #panes: TalkPanes;
  readonly #session: Pick<ChatSession, 'state'>;
  #pane: TalkState['pane'] = 'conversation';
  #done = '';

  constructor(ground: PageGround, panes: TalkPanes, session: Pick<ChatSession, 'state'>) {
    this.#ground = ground;
    this.#panes = panes;
    this.#session = session;
  }

  get pane(): TalkState['pane'] {
    return this.#pane;
  }

  /** Conversation and sources take turns. */
  get isNarrow(): boolean {
    return this.#ground.tab.size.get().width < talkWideFrom;
  }

  show(pane: TalkState['pane']): void {
    // Beside code that is read on a wide screen the side is there anyway.
    this.#pane = pane === 'side' && !this.isNarrow && this.#pane === 'code' ? 'code' : pane;
    this.apply();
  }

  apply(): void {
    const layout = talkLayout(this.#state());
    const isCurrent = this.#ground.isCurrent.get();
    // A token changes nothing here, and there are hundreds in a second.
    const version = JSON.stringify([isCurrent, layout]);
    if (version === this.#done) return;
    this.#done = version;
    if (isCurrent) this.#ground.tab.grid.setTracks(layout);
    const handles = Object.entries(handlesOf(this.#panes)) as [
      keyof TalkLayout['shows'],
      { show(on: boolean): void },
    ][];
    for (const [name, handle] of handles) handle.show(isCurrent && layout.shows[name]);
  }

  #state(): TalkState {
    const { conversation, composer, sources } = this.#panes;
    return {
      ...this.#ground.tab.size.get(),
      pane: this.#pane,
      composerLines: composer.handle.lines.get(),
      isFinding: conversation.isFinding,
      sourceLines: sources.count,
      hasWhy: sources.selected() !== undefined,
      hasProgress: this.#session.state.get().working?.step.kind === 'indexing',
    };
  }
}
