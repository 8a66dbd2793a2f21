import {
  widgets,
  type Disposable,
  type FormHandle,
  type PluginContext,
  type ProgressHandle,
  type Tab,
  type TableHandle,
  type TextHandle,
  type WidgetHandle,
} from 'devmgr/plugin-api';
import type { CodeIndex, CodeIndexState, CodeMatch, CodePlace } from 'devmgr/plugin-api/contracts/code-index';
import { FreshResults, isFree } from '../../find/fresh-results.js';
import { likeText } from '../../find/like-text.js';
import type { SearchSession, SearchState } from '../../find/search-session.js';
import { countText } from '../number-text.js';
import type { Page, PageGround } from '../page.js';
import { progressState } from '../progress-state.js';
import { CodePane } from './code-pane.js';
import { findLayout, gridRow, indexCells, wideFrom } from './find-layout.js';
import type { FindView } from './find-view.js';
import { indexLines } from './index-lines.js';
import { matchColumns, matchId } from './match-columns.js';
import { resultNotes, resultsEmpty, resultsTitle } from './results-text.js';

export interface FindPageParts {
  readonly context: Pick<PluginContext, 'manifest' | 'clock' | 'commands' | 'text' | 'workspace'>;
  readonly index: CodeIndex;
  readonly session: SearchSession;
}

/** How long nothing is typed before it is searched. */
const typingMs = 90;
/** The age of the index is shown. */
const ageMs = 10_000;
const mostNoteLines = 3;

/** Finding code: a line to ask in, what was found, the code itself, and the state of the index. */
export class FindPage implements Page, FindView {
  readonly #ground: PageGround;
  readonly #parts: FindPageParts;
  readonly #query: FormHandle;
  readonly #results: TableHandle<CodeMatch>;
  readonly #notes: TextHandle;
  readonly #code: CodePane;
  readonly #index: TextHandle;
  readonly #progress: ProgressHandle;
  readonly #buttons: WidgetHandle;
  #page: 'search' | 'index' = 'search';
  #typing: Disposable | undefined;

  constructor(ground: PageGround, parts: FindPageParts) {
    const { tab } = ground;
    this.#ground = ground;
    this.#parts = parts;
    const { rows, columns } = this.#layout();
    tab.grid.setTracks({ rows, columns });
    const { id } = parts.context.manifest;
    this.#query = createQuery(tab, id);
    this.#results = createResults(tab, id);
    this.#notes = createNotes(tab);
    const { root } = parts.context.workspace;
    this.#code = tab.own(new CodePane(tab, { focusId: `${id}.code`, root }));
    this.#index = createIndexPane(tab, id);
    this.#progress = tab.grid.set(gridRow.progress, 0, 1, 2, widgets.progress, { border: false, focusable: false });
    this.#buttons = createButtons(tab, id, () => parts.index.state.get().status === 'off');
    this.#watch();
    this.#applyLayout();
  }

  focus(): void {
    this.#query.focusField('query');
  }

  selected(): CodeMatch | undefined {
    return this.#results.selected.get();
  }

  focusQuery(): void {
    this.#show('search');
    this.#query.focusField('query', { select: true });
  }

  search(query: string): void {
    this.#show('search');
    this.#query.setValues({ query });
    this.#submitted();
  }

  clearQuery(): void {
    this.#query.setValues({ query: '' });
    this.#parts.session.clear();
    this.#results.focus();
  }

  showLike(place: CodePlace): void {
    this.#query.setValues({ query: likeText(place) });
    this.backToResults();
  }

  readCode(): void {
    this.#code.handle.focus();
  }

  backToResults(): void {
    this.#show('search');
    this.#results.focus();
  }

  showIndex(): void {
    this.#show('index');
    this.#index.focus();
  }

  #watch(): void {
    const { index, session, context } = this.#parts;
    const { tab, isCurrent, isShown } = this.#ground;
    tab.own(index.state.onDidChange(() => this.#showIndexState()));
    tab.own(session.state.onDidChange(() => this.#showSearch()));
    tab.own(new FreshResults({ index, session, isVisible: isShown, clock: context.clock }));
    tab.own(this.#query.hasFocus.onDidChange(() => this.#showEmpty()));
    tab.own(isCurrent.onDidChange(() => this.#applyLayout()));
    tab.own(isShown.onDidChange(() => this.#refresh()));
    tab.own(tab.size.onDidChange(() => this.#refresh()));
    tab.own(context.clock.setInterval(() => this.#showIndexState(), ageMs));
    tab.own({ dispose: () => this.#typing?.dispose() });
    tab.own(this.#query.onDidChange(() => this.#typed()));
    tab.own(this.#query.onDidSubmit(() => this.#submitted()));
    tab.own(this.#results.selected.onDidChange((match) => this.#code.show(match)));
    tab.own(this.#results.onDidActivate(() => this.readCode()));
  }

  #refresh(): void {
    this.#applyLayout();
    if (!this.#ground.isShown.get()) return;
    this.#showIndexState();
    this.#showSearch();
  }

  /** While it is typed, where a search costs nothing: a model of a provider is asked at Enter only. */
  #typed(): void {
    void this.#typing?.dispose();
    const { id } = this.#parts.index.state.get().embedder;
    if (!isFree(id)) return;
    this.#typing = this.#parts.context.clock.setTimeout(() => this.#search(), typingMs);
  }

  #submitted(): void {
    void this.#typing?.dispose();
    this.#search();
    this.#results.focus();
  }

  #search(): void {
    void this.#parts.session.search(String(this.#query.values()['query'] ?? ''));
  }

  #showIndexState(): void {
    if (!this.#ground.isShown.get()) return;
    const state = this.#parts.index.state.get();
    const { width } = this.#ground.tab.size.get();
    const inner = (this.#layout().shows.search ? indexCells : width) - 4;
    this.#index.setTitle(indexTitle(state));
    this.#index.setLines(indexLines(state, this.#parts.context.clock.now(), inner));
    this.#progress.set(progressState(state));
    this.#showEmpty();
    this.#applyLayout();
  }

  #showSearch(): void {
    const state = this.#parts.session.state.get();
    if (!this.#ground.isShown.get()) return;
    this.#parts.context.commands.setContext(`${this.#parts.context.manifest.id}.searched`, state.asked !== undefined);
    this.#showEmpty();
    this.#results.setTitle(resultsTitle(state));
    this.#notes.setLines(resultNotes(state));
    const before = this.selected();
    this.#results.setRows(state.result?.matches ?? []);
    this.#select(state, before);
    this.#code.show(this.selected());
    this.#applyLayout();
  }

  #showEmpty(): void {
    const { session, index } = this.#parts;
    this.#results.setEmpty(resultsEmpty(session.state.get(), index.state.get(), this.#query.hasFocus.get()));
  }

  /**
   * A new result begins at its best match, and so does every one while a person types; one of the same again stays where it
   * was, also if that has moved in its file.
   */
  #select({ result, isSearching, isAgain }: SearchState, before: CodeMatch | undefined): void {
    if (!result || isSearching) return;
    const isSame = (match: CodeMatch) => matchId(match) === (before && matchId(before));
    const isMoved = ({ path, symbol }: CodeMatch) => path === before?.path && symbol === before.symbol;
    const same =
      isAgain && !this.#query.hasFocus.get()
        ? (result.matches.find(isSame) ?? result.matches.find(isMoved))
        : undefined;
    const match = same ?? result.matches[0];
    if (match) this.#results.select(matchId(match));
  }

  #show(page: 'search' | 'index'): void {
    this.#page = page;
    this.#applyLayout();
  }

  #layout() {
    const hasProgress = progressState(this.#parts.index.state.get()) !== undefined;
    return findLayout({ ...this.#ground.tab.size.get(), page: this.#page, hasProgress, noteLines: this.#noteLines() });
  }

  #noteLines(): number {
    const { width } = this.#ground.tab.size.get();
    const room = (width >= wideFrom ? width - indexCells : width) - 2;
    const lines = this.#parts.session.state
      .get()
      .result?.notes.map((note) => Math.ceil((this.#parts.context.text.width(note) + 2) / room));
    return Math.min(mostNoteLines, lines?.reduce((sum, each) => sum + each, 0) ?? 0);
  }

  #applyLayout(): void {
    const { rows, columns, shows } = this.#layout();
    const isCurrent = this.#ground.isCurrent.get();
    if (isCurrent) this.#ground.tab.grid.setTracks({ rows, columns });
    for (const widget of [this.#progress, this.#buttons]) widget.show(isCurrent);
    const search = [this.#query, this.#notes, this.#results, this.#code.handle];
    for (const widget of search) widget.show(isCurrent && shows.search);
    this.#index.show(isCurrent && shows.index);
  }
}

function indexTitle({ files, status }: CodeIndexState): string {
  return `Index ${countText(files, 'file')}${status === 'ready' ? ' ✓' : ''}`;
}

/** As wide as there is room for. */
const lineCells = 500;
const placeholder = 'words, a question, a symbol, a path, an error';

function createQuery(tab: Tab, id: string): FormHandle {
  return tab.grid.set(gridRow.query, 0, 1, 1, widgets.form, {
    border: false,
    focusId: `${id}.query`,
    escapeLeaves: true,
    fields: [{ id: 'query', kind: 'text', label: 'Find', width: lineCells, placeholder }],
  });
}

function createResults(tab: Tab, id: string): TableHandle<CodeMatch> {
  return tab.grid.set(gridRow.results, 0, 1, 1, widgets.table<CodeMatch>(), {
    title: 'Results',
    focusId: `${id}.results`,
    columns: matchColumns,
    id: matchId,
  });
}

function createNotes(tab: Tab): TextHandle {
  const options = { border: false, focusable: false, wrap: true };
  return tab.grid.set(gridRow.notes, 0, 1, 1, widgets.text, options);
}

function createIndexPane(tab: Tab, id: string): TextHandle {
  return tab.grid.set(gridRow.query, 1, 4, 1, widgets.text, { title: 'Index', focusId: `${id}.index`, wrap: true });
}

function createButtons(tab: Tab, id: string, isOff: () => boolean): WidgetHandle {
  const commands = [
    { command: `${id}.refresh-index`, label: () => 'Refresh' },
    { command: `${id}.rebuild-index`, label: () => 'Rebuild' },
    { command: `${id}.toggle-index`, label: () => (isOff() ? 'Index: off' : 'Index: on') },
    { command: `${id}.find-related`, label: () => 'More like this' },
    { command: `${id}.copy-match`, label: () => 'Copy' },
    { command: `${id}.back-to-chat`, label: () => 'Chat' },
  ];
  return tab.grid.set(gridRow.buttons, 0, 1, 2, widgets.buttons, { commands });
}
