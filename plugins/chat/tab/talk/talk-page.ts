import {
  widgets,
  type Disposable,
  type PluginContext,
  type ProgressHandle,
  type ReadonlyStore,
  type WidgetHandle,
} from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSession } from '../../conversation/chat-session.js';
import type { ChatState } from '../../conversation/chat-state.js';
import type { AssistantMessage, ChatSource } from '../../conversation/conversation.js';
import type { Page, PageGround } from '../page.js';
import { CodeViewer, placeOfSource, type ViewedPlace } from './code-viewer.js';
import type { NextTarget } from './composer-title.js';
import { Composer, type ComposerParts } from './composer.js';
import { ConversationPane } from './conversation-pane.js';
import { IndexTreePane } from './index-tree-pane.js';
import { answerOf, SourcesPane } from './sources-pane.js';
import { indexingText } from './step-text.js';
import { talkAreas, talkLayout, talkWideFrom, type TalkState } from './talk-layout.js';
import type { TalkView } from './talk-view.js';
import { watchNextTarget } from './watch-next-target.js';

export interface TalkPageParts extends Omit<ComposerParts, 'focusId'> {
  readonly context: Pick<PluginContext, 'manifest' | 'clock' | 'commands' | 'log' | 'services' | 'workspace'>;
  readonly index: CodeIndex;
  readonly session: ChatSession;
  /** A link of an answer was taken. */
  openLink(link: string, answer: AssistantMessage | undefined): void;
}

type PaneName = NonNullable<TalkView['focused']>;

/** How often the time that something takes is shown anew. */
const tickMs = 1_000;
const titleMargin = 6;

/** Asking: the conversation over the composer, beside them what answers are made from and the files of the index. */
export class TalkPage implements Page, TalkView {
  readonly #ground: PageGround;
  readonly #parts: TalkPageParts;
  readonly #conversation: ConversationPane;
  readonly #composer: Composer;
  readonly #sources: SourcesPane;
  readonly #tree: IndexTreePane;
  readonly #code: CodeViewer;
  readonly #progress: ProgressHandle;
  readonly #buttons: WidgetHandle;
  readonly #target: ReadonlyStore<NextTarget | undefined>;
  #pane: TalkState['pane'] = 'conversation';
  #codeFrom: PaneName = 'sources';
  #tick: Disposable | undefined;
  #workingOn: string | undefined;

  constructor(ground: PageGround, parts: TalkPageParts) {
    this.#ground = ground;
    this.#parts = parts;
    const { tab } = ground;
    const { manifest, clock, workspace } = parts.context;
    const focusId = (name: string) => `${manifest.id}.${name}`;
    tab.grid.setTracks(this.#layout({ composerLines: 1, isFinding: false }));
    this.#conversation = new ConversationPane(ground, {
      clock,
      focusId: focusId('conversation'),
      findFocusId: focusId('find-words'),
    });
    // Widgets that are seen may not lie in the same place: each is hidden until the layout shows it.
    this.#conversation.handle.show(false);
    this.#code = new CodeViewer(ground, { root: workspace.root, focusId: focusId('viewer') });
    this.#composer = new Composer(ground, { ...parts, focusId: focusId('composer') });
    this.#sources = new SourcesPane(ground, { focusId: focusId('sources') });
    const pinned = () => parts.session.state.get().conversation.pinned;
    this.#tree = tab.own(new IndexTreePane(ground, { index: parts.index, clock, focusId: focusId('tree'), pinned }));
    this.#progress = tab.grid.set(...talkAreas.progress, widgets.progress, { border: false, focusable: false });
    this.#buttons = createButtons(ground, manifest.id, parts.session);
    this.#target = watchNextTarget(ground, parts);
    this.#watch();
    this.#applyLayout();
  }

  get focused(): PaneName | undefined {
    return [...this.#panes()].find(([, handle]) => handle.hasFocus.get())?.[0];
  }

  get answer(): AssistantMessage | undefined {
    return answerOf(this.#parts.session.state.get(), this.stop?.section);
  }

  get stop(): TalkView['stop'] {
    return this.#conversation.selected();
  }

  get source(): ChatSource | undefined {
    return this.#sources.selected();
  }

  get path(): string | undefined {
    if (this.#pane === 'code') return this.#code.place?.path;
    return this.focused === 'sources' ? this.source?.path : this.#tree.selectedPath();
  }

  get place(): ViewedPlace | undefined {
    return this.#pane === 'code' ? this.#code.place : undefined;
  }

  focus(): void {
    this.#composer.handle.focus();
  }

  send(): Promise<void> {
    return this.#composer.submit();
  }

  write(text?: string): void {
    this.#show(this.#pane === 'side' ? 'conversation' : this.#pane);
    if (text !== undefined) this.#composer.write(text);
    if (this.#isNarrow) this.#show('conversation');
    this.#composer.handle.focus();
  }

  insert(text: string): void {
    this.write();
    this.#composer.handle.insert(text);
  }

  emptyComposer(): void {
    this.#composer.handle.setText('');
  }

  readConversation(): void {
    this.#show('conversation');
    this.#conversation.handle.focus();
  }

  showSources(): void {
    this.#show('side');
    this.#sources.handle.focus();
  }

  showTree(): void {
    this.#show('side');
    this.#tree.handle.focus();
  }

  showCode(place: ViewedPlace): void {
    if (this.#pane !== 'code') this.#codeFrom = this.focused ?? 'composer';
    void this.#code.show(place);
    this.#show('code');
    this.#code.handle.focus();
  }

  openSelected(): void {
    const { focused, source, path } = this;
    if (focused === 'sources' && source) this.showCode(placeOfSource(source));
    else if (path !== undefined) this.showCode({ path });
  }

  closeCode(): void {
    const isSide = this.#codeFrom === 'sources' || this.#codeFrom === 'tree';
    this.#show(isSide ? 'side' : 'conversation');
    this.#panes().get(this.#codeFrom)?.focus();
  }

  openFind(): void {
    this.#show('conversation');
    this.#conversation.openFind();
    this.#setContext('finding', true);
    this.#applyLayout();
    this.#conversation.find.focus();
  }

  findNext(direction: 1 | -1): void {
    this.#conversation.handle.findNext(direction);
  }

  endFind(): void {
    this.#conversation.endFind();
    this.#setContext('finding', false);
    this.#applyLayout();
    this.#conversation.handle.focus();
  }

  #panes(): ReadonlyMap<PaneName, WidgetHandle> {
    return new Map<PaneName, WidgetHandle>([
      ['composer', this.#composer.handle],
      ['conversation', this.#conversation.handle],
      ['sources', this.#sources.handle],
      ['tree', this.#tree.handle],
      ['code', this.#code.handle],
    ]);
  }

  #watch(): void {
    const { tab, isCurrent, isShown } = this.#ground;
    const { session } = this.#parts;
    tab.own(session.state.onDidChange(() => this.#refresh()));
    tab.own(this.#target.onDidChange(() => this.#refresh()));
    tab.own(isShown.onDidChange(() => this.#refresh()));
    tab.own(isCurrent.onDidChange(() => this.#applyLayout()));
    tab.own(tab.size.onDidChange(() => this.#refresh()));
    tab.own(this.#composer.handle.lines.onDidChange(() => this.#applyLayout()));
    tab.own(this.#conversation.handle.selected.onDidChange(() => this.#sources.show(this.answer)));
    tab.own(this.#conversation.handle.onDidActivate((stop) => this.#activated(stop)));
    tab.own(this.#sources.handle.onDidActivate(({ source }) => this.showCode(placeOfSource(source))));
    tab.own(this.#tree.handle.onDidActivate(({ id }) => !id.endsWith('/') && this.showCode({ path: id })));
    tab.own({ dispose: () => this.#tick?.dispose() });
  }

  #activated(stop: NonNullable<TalkView['stop']>): void {
    if (stop.kind === 'link') this.#parts.openLink(stop.link, this.answer);
  }

  #refresh(): void {
    const state = this.#parts.session.state.get();
    this.#followWork(state);
    this.#applyLayout();
    if (!this.#ground.isShown.get()) return;
    const { width } = this.#ground.tab.size.get();
    this.#conversation.show(state);
    this.#composer.show(state, this.#target.get(), (this.#isNarrow ? width : width * 0.68) - titleMargin);
    this.#sources.show(this.answer);
    this.#tree.refresh();
    this.#showProgress();
    this.#keepTicking();
  }

  #showProgress(): void {
    const step = this.#parts.session.state.get().working?.step;
    const isIndexing = step?.kind === 'indexing';
    this.#progress.set(isIndexing ? { ...step, label: indexingText(step), style: 'accent' } : undefined);
  }

  /** A question that begins is looked at, whatever was read. */
  #followWork({ working }: ChatState): void {
    const isNew = working !== undefined && working.messageId !== this.#workingOn;
    this.#workingOn = working?.messageId;
    this.#setContext('answering', working !== undefined);
    if (isNew && this.#pane === 'code') this.#pane = 'conversation';
  }

  #setContext(name: string, value: boolean): void {
    this.#parts.context.commands.setContext(`${this.#parts.context.manifest.id}.${name}`, value);
  }

  /** While something goes on it is shown for how long already. */
  #keepTicking(): void {
    const isWorking = this.#parts.session.state.get().working !== undefined;
    if (isWorking === (this.#tick !== undefined)) return;
    void this.#tick?.dispose();
    this.#tick = isWorking ? this.#parts.context.clock.setInterval(() => this.#refresh(), tickMs) : undefined;
  }

  #show(pane: TalkState['pane']): void {
    // Beside a wide conversation the side is there anyway.
    this.#pane = pane === 'side' && !this.#isNarrow && this.#pane === 'code' ? 'code' : pane;
    this.#applyLayout();
  }

  get #isNarrow(): boolean {
    return this.#ground.tab.size.get().width < talkWideFrom;
  }

  #layout(more: Pick<TalkState, 'composerLines' | 'isFinding'>) {
    const hasProgress = this.#parts.session.state.get().working?.step.kind === 'indexing';
    return talkLayout({ ...this.#ground.tab.size.get(), pane: this.#pane, hasProgress, ...more });
  }

  #applyLayout(): void {
    const { rows, columns, shows } = this.#layout({
      composerLines: this.#composer.handle.lines.get(),
      isFinding: this.#conversation.isFinding,
    });
    const isCurrent = this.#ground.isCurrent.get();
    if (isCurrent) this.#ground.tab.grid.setTracks({ rows, columns });
    const shown: readonly (readonly [WidgetHandle, boolean])[] = [
      [this.#code.handle, shows.code],
      [this.#conversation.handle, shows.conversation],
      [this.#conversation.find, shows.find],
      [this.#progress, shows.progress],
      [this.#composer.handle, shows.composer],
      [this.#sources.handle, shows.sources],
      [this.#sources.why, shows.why],
      [this.#tree.handle, shows.tree],
      [this.#buttons, shows.buttons],
    ];
    for (const [handle, isSeen] of shown) handle.show(isCurrent && isSeen);
  }
}

function createButtons({ tab }: PageGround, id: string, { state }: Pick<ChatSession, 'state'>): WidgetHandle {
  const commands = [
    { command: `${id}.send-question`, label: () => 'Send' },
    { command: `${id}.stop-answer`, label: () => 'Stop' },
    { command: `${id}.new-conversation`, label: () => 'New' },
    { command: `${id}.show-history`, label: () => 'History' },
    { command: `${id}.choose-model`, label: () => 'Model' },
    { command: `${id}.toggle-context`, label: () => `Context: ${state.get().usesCode ? 'on' : 'off'}` },
    { command: `${id}.find-code`, label: () => 'Find code' },
    { command: `${id}.refresh-index`, label: () => 'Refresh' },
    { command: `${id}.rebuild-index`, label: () => 'Rebuild' },
  ];
  return tab.grid.set(...talkAreas.buttons, widgets.buttons, { commands });
}
