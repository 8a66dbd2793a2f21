import {
  widgets,
  type Disposable,
  type FormHandle,
  type PluginContext,
  type ProgressHandle,
  type Tab,
  type TableHandle,
  type TextHandle,
} from 'devmgr/plugin-api';
import type { CodeIndex, CodeIndexState, CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import type { SearchSession, SearchState } from '../find/search-session.js';
import type { ChatView } from './chat-view.js';
import { indexLines } from './index-lines.js';
import { matchColumns, matchId, placeOf } from './match-columns.js';
import { countText } from './number-text.js';
import { gridRow, pageLayout } from './page-layout.js';
import { previewLines } from './preview-lines.js';
import { progressState } from './progress-state.js';
import { resultsEmpty, resultsTitle } from './results-text.js';

export interface ChatTabParts {
  readonly context: Pick<PluginContext, 'manifest' | 'clock' | 'commands'>;
  readonly index: CodeIndex;
  readonly session: SearchSession;
}

/** How long nothing is typed before it is searched. */
const typingMs = 90;
/** The age of the index is shown. */
const ageMs = 10_000;

/** The tab: a line to ask in, what was found, the code itself, and the state of the index. */
export class ChatTab implements ChatView {
  readonly #tab: Tab;
  readonly #parts: ChatTabParts;
  readonly #query: FormHandle;
  readonly #results: TableHandle<CodeMatch>;
  readonly #preview: TextHandle;
  readonly #index: TextHandle;
  readonly #progress: ProgressHandle;
  #page: 'search' | 'index' = 'search';
  #typing: Disposable | undefined;

  constructor(tab: Tab, parts: ChatTabParts) {
    this.#tab = tab;
    this.#parts = parts;
    const { rows, columns } = this.#layout();
    tab.grid.setTracks({ rows, columns });
    const { id } = parts.context.manifest;
    this.#query = createQuery(tab, id);
    this.#results = createResults(tab, id);
    this.#preview = createPreview(tab, id);
    this.#index = createIndexPane(tab, id);
    this.#progress = tab.grid.set(gridRow.progress, 0, 1, 2, widgets.progress, { border: false, focusable: false });
    createButtons(tab, id, () => parts.index.state.get().status === 'off');
    this.#watch();
    this.#refresh();
    this.#query.focusField('query');
  }

  selected(): CodeMatch | undefined {
    return this.#results.selected.get();
  }

  focusQuery(): void {
    this.#show('search');
    this.#query.focusField('query');
  }

  clearQuery(): void {
    this.#query.setValues({ query: '' });
    this.#parts.session.clear();
    this.#results.focus();
  }

  readCode(): void {
    this.#preview.focus();
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
    const tab = this.#tab;
    tab.own(index.state.onDidChange(() => this.#showIndexState()));
    tab.own(session.state.onDidChange(() => this.#showSearch()));
    tab.own(tab.isVisible.onDidChange(() => this.#refresh()));
    tab.own(tab.size.onDidChange(() => this.#refresh()));
    tab.own(context.clock.setInterval(() => this.#showIndexState(), ageMs));
    tab.own({ dispose: () => this.#typing?.dispose() });
    tab.own(this.#query.onDidChange(() => this.#typed()));
    tab.own(this.#query.onDidSubmit(() => this.#submitted()));
    tab.own(this.#results.selected.onDidChange(() => this.#showSelected()));
    tab.own(this.#results.onDidActivate(() => this.readCode()));
  }

  #refresh(): void {
    if (!this.#tab.isVisible.get()) return;
    this.#applyLayout();
    this.#showIndexState();
    this.#showSearch();
  }

  /** While it is typed, where a search costs nothing: a model of a provider is asked at Enter only. */
  #typed(): void {
    void this.#typing?.dispose();
    const { id } = this.#parts.index.state.get().embedder;
    if (id !== 'none' && !id.startsWith('built-in')) return;
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
    if (!this.#tab.isVisible.get()) return;
    const state = this.#parts.index.state.get();
    const { width } = this.#tab.size.get();
    const inner = (this.#layout().shows.search ? 38 : width) - 4;
    this.#index.setTitle(indexTitle(state));
    this.#index.setLines(indexLines(state, this.#parts.context.clock.now(), inner));
    this.#progress.set(progressState(state));
    this.#results.setEmpty(resultsEmpty(this.#parts.session.state.get(), state));
    this.#applyLayout();
  }

  #showSearch(): void {
    const state = this.#parts.session.state.get();
    if (!this.#tab.isVisible.get()) return;
    this.#parts.context.commands.setContext(`${this.#parts.context.manifest.id}.searched`, state.asked !== undefined);
    this.#results.setEmpty(resultsEmpty(state, this.#parts.index.state.get()));
    this.#results.setTitle(resultsTitle(state));
    this.#results.setRows(state.result?.matches ?? []);
    this.#select(state);
    this.#showSelected();
  }

  /** A new result begins at its best match. */
  #select({ result, isSearching }: SearchState): void {
    const best = result?.matches[0];
    if (best && !isSearching) this.#results.select(matchId(best));
  }

  #showSelected(): void {
    const match = this.selected();
    this.#preview.setTitle(match ? placeOf(match) : 'Code');
    this.#preview.setLines(match ? previewLines(match) : []);
    this.#preview.scrollTo(0);
  }

  #show(page: 'search' | 'index'): void {
    this.#page = page;
    this.#applyLayout();
  }

  #layout() {
    const hasProgress = progressState(this.#parts.index.state.get()) !== undefined;
    return pageLayout({ ...this.#tab.size.get(), page: this.#page, hasProgress });
  }

  #applyLayout(): void {
    const { rows, columns, shows } = this.#layout();
    this.#tab.grid.setTracks({ rows, columns });
    for (const widget of [this.#query, this.#results, this.#preview]) widget.show(shows.search);
    this.#index.show(shows.index);
  }
}

function indexTitle({ files, status }: CodeIndexState): string {
  return `Index ${countText(files, 'file')}${status === 'ready' ? ' ✓' : ''}`;
}

function createQuery(tab: Tab, id: string): FormHandle {
  return tab.grid.set(gridRow.query, 0, 1, 1, widgets.form, {
    border: false,
    focusId: `${id}.query`,
    escapeLeaves: true,
    fields: [
      { id: 'query', kind: 'text', label: 'Find', width: 66, placeholder: 'words, a question, a symbol, an error' },
    ],
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

function createPreview(tab: Tab, id: string): TextHandle {
  const empty = 'The code of the chosen result.';
  return tab.grid.set(gridRow.preview, 0, 1, 1, widgets.text, { title: 'Code', focusId: `${id}.code`, empty });
}

function createIndexPane(tab: Tab, id: string): TextHandle {
  return tab.grid.set(gridRow.query, 1, 3, 1, widgets.text, { title: 'Index', focusId: `${id}.index`, wrap: true });
}

function createButtons(tab: Tab, id: string, isOff: () => boolean): void {
  const commands = [
    { command: `${id}.refresh-index`, label: () => 'Refresh' },
    { command: `${id}.rebuild-index`, label: () => 'Rebuild' },
    { command: `${id}.toggle-index`, label: () => (isOff() ? 'Index: off' : 'Index: on') },
    { command: `${id}.find-related`, label: () => 'More like this' },
    { command: `${id}.copy-match`, label: () => 'Copy' },
  ];
  tab.grid.set(gridRow.buttons, 0, 1, 2, widgets.buttons, { commands });
}
