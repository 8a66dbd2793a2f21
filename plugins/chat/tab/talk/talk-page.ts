import type { Disposable, PluginContext, ReadonlyStore, WidgetHandle } from 'devmgr/plugin-api';
import type { IndexedFile } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatState } from '../../conversation/chat-state.js';
import type { AssistantMessage, ChatSource } from '../../conversation/conversation.js';
import type { Page, PageGround } from '../page.js';
import type { BarName } from './talk-buttons.js';
import { placeOfSource, type ViewedPlace } from './code-viewer.js';
import type { NextTarget } from './composer-title.js';
import { answerOf } from './sources-pane.js';
import { indexingText } from './step-text.js';
import { composerTitleCells } from './talk-layout.js';
import { TalkArrangement } from './talk-arrangement.js';
import { createTalkPanes, type TalkPanes, type TalkPanesParts } from './talk-panes.js';
import type { TalkView } from './talk-view.js';
import { watchNextTarget } from './watch-next-target.js';

export interface TalkPageParts extends TalkPanesParts {
  readonly context: Pick<PluginContext, 'manifest' | 'clock' | 'commands' | 'log' | 'services' | 'workspace'>;
  /** A link of an answer was taken. */
  openLink(link: string, answer: AssistantMessage | undefined): void;
}

type PaneName = NonNullable<TalkView['focused']>;

/** How often the time that something takes is shown anew. */
const tickMs = 1_000;

/** Asking: the conversation over the composer, beside them what answers are made from and the files of the index. */
export class TalkPage implements Page, TalkView {
  readonly #ground: PageGround;
  readonly #parts: TalkPageParts;
  readonly #panes: TalkPanes;
  readonly #arrangement: TalkArrangement;
  readonly #target: ReadonlyStore<NextTarget | undefined>;
  #codeFrom: PaneName = 'sources';
  /** What had the keys last, also while a button has them. */
  #lastFocused: PaneName = 'composer';
  #tick: Disposable | undefined;
  #workingOn: string | undefined;

  constructor(ground: PageGround, parts: TalkPageParts) {
    this.#ground = ground;
    this.#parts = parts;
    this.#panes = createTalkPanes(ground, parts);
    this.#arrangement = new TalkArrangement(ground, this.#panes, parts.session);
    this.#target = watchNextTarget(ground, parts);
    this.#watch();
  }

  get focused(): PaneName | undefined {
    return [...this.#handles()].find(([, handle]) => handle.hasFocus.get())?.[0];
  }

  get answer(): AssistantMessage | undefined {
    return answerOf(this.#parts.session.state.get(), this.stop?.section);
  }

  get stop(): TalkView['stop'] {
    return this.#panes.conversation.selected();
  }

  get source(): ChatSource | undefined {
    return this.#panes.sources.selected();
  }

  get path(): string | undefined {
    if (this.place) return this.place.path;
    return this.focused === 'sources' ? this.source?.path : this.#panes.tree.selectedPath();
  }

  get treePath(): string | undefined {
    return this.#panes.tree.handle.selected.get()?.id;
  }

  /** Of the index, as they were last read. */
  get files(): readonly IndexedFile[] {
    return this.#panes.tree.files;
  }

  get place(): ViewedPlace | undefined {
    return this.#arrangement.pane === 'code' ? this.#panes.code.place : undefined;
  }

  focus(): void {
    this.#panes.composer.handle.focus();
  }

  send(): Promise<void> {
    return this.#panes.composer.submit();
  }

  write(text?: string): void {
    if (this.#arrangement.isNarrow || this.#arrangement.pane === 'side') this.#arrangement.show('conversation');
    if (text !== undefined) this.#panes.composer.write(text);
    this.focus();
  }

  insert(text: string): void {
    this.write();
    this.#panes.composer.handle.insert(text);
  }

  emptyComposer(): void {
    this.#panes.composer.empty();
  }

  readConversation(): void {
    this.#arrangement.show('conversation');
    this.#panes.conversation.handle.focus();
  }

  showSources(): void {
    this.#arrangement.show('side');
    this.#panes.sources.handle.focus();
  }

  showTree(): void {
    this.#arrangement.show('side');
    this.#panes.tree.handle.focus();
  }

  showCode(place: ViewedPlace): void {
    // Who leaves the code reads on: writing is begun with a key of its own.
    if (this.#arrangement.pane !== 'code') this.#codeFrom = this.focused ?? 'conversation';
    if (this.#codeFrom === 'composer') this.#codeFrom = 'conversation';
    void this.#panes.code.show(place);
    this.#arrangement.show('code');
    this.#panes.code.handle.focus();
  }

  openSelected(): void {
    const { focused, source, path } = this;
    if (focused === 'sources' && source) this.showCode(placeOfSource(source));
    else if (path !== undefined) this.showCode({ path });
  }

  closeCode(): void {
    this.#arrangement.show('conversation');
    if (this.#codeFrom === 'sources' || this.#codeFrom === 'tree') this.#arrangement.show('side');
    this.#handles().get(this.#codeFrom)?.focus();
  }

  openFind(): void {
    this.#arrangement.show('conversation');
    this.#panes.conversation.openFind();
    this.#setContext('finding', true);
    this.#arrangement.apply();
    this.#panes.conversation.find.focus();
  }

  findNext(direction: 1 | -1): void {
    this.#panes.conversation.handle.findNext(direction);
  }

  endFind(): void {
    this.#panes.conversation.endFind();
    this.#setContext('finding', false);
    this.#arrangement.apply();
    this.#panes.conversation.handle.focus();
  }

  #handles(): ReadonlyMap<PaneName, WidgetHandle> {
    const { composer, conversation, sources, tree, code } = this.#panes;
    return new Map<PaneName, WidgetHandle>([
      ['composer', composer.handle],
      ['conversation', conversation.handle],
      ['sources', sources.handle],
      ['tree', tree.handle],
      ['code', code.handle],
    ]);
  }

  #watch(): void {
    const { tab, isCurrent, isShown } = this.#ground;
    const { conversation, composer, sources, tree } = this.#panes;
    const arrange = () => this.#arrangement.apply();
    for (const [name, handle] of this.#handles())
      tab.own(handle.hasFocus.onDidChange((has) => has && this.#focusedNow(name)));
    for (const store of [this.#parts.session.state, this.#target, isShown, tab.size]) {
      tab.own(store.onDidChange(() => this.#refresh()));
    }
    tab.own(conversation.find.hasFocus.onDidChange(() => this.#chooseBar()));
    tab.own(isCurrent.onDidChange(arrange));
    tab.own(composer.handle.lines.onDidChange(arrange));
    tab.own(sources.handle.selected.onDidChange(arrange));
    tab.own(conversation.handle.selected.onDidChange(() => sources.show(this.answer)));
    tab.own(
      conversation.handle.onDidActivate((stop) => {
        const { commands, manifest } = this.#parts.context;
        if (stop.kind === 'link') this.#parts.openLink(stop.link, this.answer);
        else if (stop.kind === 'code') void commands.execute(`${manifest.id}.copy-answer`);
      }),
    );
    tab.own(sources.handle.onDidActivate(({ source }) => this.showCode(placeOfSource(source))));
    tab.own(tree.handle.onDidActivate(({ children, id }) => !children && this.showCode({ path: id })));
    tab.own({ dispose: () => this.#tick?.dispose() });
  }

  #refresh(): void {
    const state = this.#parts.session.state.get();
    this.#followWork(state);
    this.#arrangement.apply();
    this.#chooseBar();
    if (!this.#ground.isShown.get()) return;
    const { conversation, composer, sources, tree } = this.#panes;
    conversation.show(state);
    composer.show(state, this.#target.get(), composerTitleCells(this.#ground.tab.size.get().width));
    sources.show(this.answer);
    tree.refresh();
    this.#showProgress(state);
    this.#keepTicking(state);
  }

  #focusedNow(name: PaneName): void {
    this.#lastFocused = name;
    this.#chooseBar();
  }

  #chooseBar(): void {
    const isSide = this.#lastFocused === 'sources' || this.#lastFocused === 'tree';
    const { working } = this.#parts.session.state.get();
    const idle = this.#lastFocused === 'composer' ? 'writing' : 'reading';
    const here: BarName = isSide ? 'side' : working ? 'answering' : idle;
    const bar = this.#panes.conversation.find.hasFocus.get() ? 'finding' : here;
    this.#panes.buttons.choose(bar, this.#ground.tab.size.get().width);
  }

  #showProgress({ working }: ChatState): void {
    const step = working?.step;
    const isIndexing = step?.kind === 'indexing';
    this.#panes.progress.set(isIndexing ? { ...step, label: indexingText(step), style: 'accent' } : undefined);
  }

  /** A question that begins is looked at, whatever was read. */
  #followWork({ working }: ChatState): void {
    const isNew = working !== undefined && working.messageId !== this.#workingOn;
    this.#workingOn = working?.messageId;
    this.#setContext('answering', working !== undefined);
    if (!isNew) return;
    if (this.#arrangement.pane === 'code') this.#arrangement.show('conversation');
    this.#panes.conversation.showLast();
  }

  #setContext(name: string, value: boolean): void {
    const { commands, manifest } = this.#parts.context;
    commands.setContext(`${manifest.id}.${name}`, value);
  }

  /** While something goes on it is shown for how long already. */
  #keepTicking({ working }: ChatState): void {
    if (Boolean(working) === Boolean(this.#tick)) return;
    void this.#tick?.dispose();
    this.#tick = working ? this.#parts.context.clock.setInterval(() => this.#refresh(), tickMs) : undefined;
  }
}
