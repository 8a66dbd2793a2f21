import type { Disposable, DiffHunk, PluginContext, Tab, WidgetHandle } from 'devmgr/plugin-api';
import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { WrittenPrompt } from '../generate/generate-job.js';
import type { CodegenSession } from '../session/codegen-session.js';
import { shownReview } from '../session/codegen-state.js';
import type { Contestant } from './bake-off-page.js';
import { barOf } from './bar-of.js';
import {
  codegenLayout,
  resultRows,
  rightCells,
  wideFrom,
  type LayoutState,
  type PageName,
  type PaneName,
} from './codegen-layout.js';
import { createPanes, handlesOf, type CodegenPanes } from './codegen-panes.js';
import type { CodegenView } from './codegen-view.js';
import { itemsOf } from './context-pane.js';
import { focusableOf } from './focusable-of.js';
import { hasAnswer } from './has-answer.js';
import { progressOf } from './progress-of.js';
import { setContexts } from './set-contexts.js';

export interface CodegenTabParts {
  readonly context: Pick<PluginContext, 'manifest' | 'services' | 'clock' | 'log' | 'commands' | 'text' | 'config'>;
  readonly session: CodegenSession;
  toggledHunk(hunk: DiffHunk): void;
}

/** For why nothing is there. */
const emptyContextRows = 2;
/** How often the time that something takes is shown anew. */
const tickMs = 1_000;

/** Files, target, prompt, context, what came of it, and the code. */
export class CodegenTab implements CodegenView {
  readonly #tab: Tab;
  readonly #parts: CodegenTabParts;
  readonly #panes: CodegenPanes;
  #page: PageName = 'code';
  #lastFocused: PaneName = 'prompt';
  /** `undefined`: as the width says. */
  #tree: boolean | undefined;
  #isLarge = false;
  #laidOut = '';
  #tick: Disposable | undefined;

  constructor(tab: Tab, parts: CodegenTabParts) {
    const { session, toggledHunk } = parts;
    this.#tab = tab;
    this.#parts = parts;
    this.#panes = createPanes(tab, {
      context: parts.context,
      state: () => session.state.get(),
      changedTarget: (path) => session.setTarget(path),
      changedPrompt: (prompt) => session.setPrompt(prompt),
      toggledHunk,
      choseFile: (at) => session.show(at),
      openedContext: () => this.focusPane('context'),
      history: () => session.history(),
    });
    this.#watch();
    this.#refresh();
    this.focusPane(session.state.get().target === '' ? 'target' : 'prompt');
  }

  get page(): PageName {
    return this.#page;
  }

  get focused(): PaneName {
    return this.#lastFocused;
  }

  get item(): SentContextItem | undefined {
    return this.#panes.context.selected();
  }

  get hunk(): DiffHunk | undefined {
    return this.#panes.preview.kind === 'diff' ? this.#panes.preview.diff.selected.get() : undefined;
  }

  get treePath(): string | undefined {
    return this.#panes.tree.selectedPath();
  }

  get isTreeOpen(): boolean {
    return this.#tree ?? this.#tab.size.get().width >= wideFrom;
  }

  get isEditing(): boolean {
    return this.#panes.preview.kind === 'edit';
  }

  get hasResult(): boolean {
    return !this.#panes.result.isEmpty;
  }

  get files(): readonly { readonly path: string }[] {
    return this.#panes.tree.files;
  }

  focusPane(pane: PaneName): void {
    this.#lastFocused = pane;
    if (pane === 'tree') this.#tree = true;
    else this.#slideOut();
    this.#layOut();
    const { preview } = this.#panes;
    if (pane === 'preview' || pane === 'edit') preview.handle.focus();
    else
      focusableOf(this.#panes)
        .find(([name]) => name === pane)?.[1]
        .focus();
  }

  nameTarget(): void {
    this.focusPane('target');
    this.#panes.target.selectAll();
  }

  toggleTree(): void {
    if (!this.isTreeOpen) return this.focusPane('tree');
    this.#tree = false;
    this.focusPane(this.#lastFocused === 'tree' ? 'target' : this.#lastFocused);
  }

  toggleLarge(): void {
    this.#isLarge = !this.#isLarge;
    this.focusPane('preview');
  }

  show(page: PageName): void {
    this.#page = page;
    this.#refresh();
    if (page !== 'history') return;
    void this.#panes.history.refresh();
    this.focusPane('history');
  }

  selectNext(id: string): void {
    const hunks = shownReview(this.#parts.session.state.get())?.hunks ?? [];
    const next = hunks[hunks.findIndex((hunk) => hunk.id === id) + 1];
    if (next) this.#panes.preview.diff.select(next.id);
  }

  startEdit(path: string, text: string, line = 0): void {
    this.#panes.preview.startEdit(path, text, line);
    this.#refresh();
    this.focusPane('edit');
  }

  endEdit(): { readonly path: string; readonly text: string } | undefined {
    const path = this.#panes.preview.editedPath;
    if (path === undefined) return undefined;
    const text = this.#panes.preview.endEdit();
    this.#refresh();
    this.focusPane('preview');
    return { path, text };
  }

  showRequest(request: WrittenPrompt): void {
    this.#panes.request.set(request);
    this.show('request');
    this.focusPane('user');
  }

  readRequest(): WrittenPrompt {
    return this.#panes.request.read();
  }

  get generationId(): string | undefined {
    return this.#panes.history.selectedId();
  }

  showBakeOff(models: readonly Contestant[]): void {
    this.#panes.bakeOff.setModels(models);
    this.show('bake-off');
    this.focusPane('bake-off');
  }

  toggleEntry(): void {
    this.#panes.bakeOff.toggle();
  }

  get markedModels(): readonly string[] {
    return this.#panes.bakeOff.marked;
  }

  get entry(): BakeOffEntry | undefined {
    return this.#panes.bakeOff.entry;
  }

  #watch(): void {
    const tab = this.#tab;
    const { tree, prompt, history, bakeOff } = this.#panes;
    const { session, context } = this.#parts;
    const run = (name: string) => void context.commands.execute(`${context.manifest.id}.${name}`);
    for (const [name, handle] of focusableOf(this.#panes))
      tab.own(handle.hasFocus.onDidChange((has) => has && this.#focusedNow(name)));
    for (const store of [session.state, tab.isVisible, tab.size]) tab.own(store.onDidChange(() => this.#refresh()));
    let saved = session.state.get().saved;
    tab.own(
      session.state.onDidChange((state) => {
        if (state.saved !== saved) void tree.refresh();
        saved = state.saved;
      }),
    );
    tab.own(prompt.handle.lines.onDidChange(() => this.#layOut()));
    tab.own(tab.isVisible.onDidChange((isVisible) => isVisible && session.refresh()));
    tab.own(tree.handle.onDidClick(({ id, children }) => !children && session.setTarget(id)));
    tab.own(tree.handle.onDidActivate(({ id, children }) => !children && this.#choose(id)));
    tab.own(history.handle.onDidActivate(() => run('open-generation')));
    tab.own(bakeOff.handle.onDidActivate(() => run(this.entry?.generation ? 'open-entry' : 'mark-model')));
    tab.own({ dispose: () => this.#tick?.dispose() });
  }

  /** A file of the tree becomes the target. */
  #choose(path: string): void {
    this.#parts.session.setTarget(path);
    this.focusPane('prompt');
  }

  /** On a narrow screen the files are there as long as they have the keys. */
  #slideOut(): void {
    if (this.#tab.size.get().width < wideFrom) this.#tree = undefined;
  }

  #focusedNow(name: PaneName): void {
    this.#lastFocused = name;
    if (name !== 'tree') this.#slideOut();
    this.#layOut();
  }

  #refresh(): void {
    const state = this.#parts.session.state.get();
    if (this.#tab.isVisible.get()) {
      const { target, prompt, context, result, files, preview, bakeOff, progress } = this.#panes;
      for (const pane of [target, prompt, context, result, preview, bakeOff]) pane.show(state);
      files.show(state, this.#codeCells());
      progress.set(progressOf(state, this.#parts.context.clock.now()));
      this.#keepTicking(state.work !== undefined);
    }
    setContexts(this.#parts.context, state, this.#page);
    this.#layOut();
  }

  #layOut(): void {
    const state = this.#layoutState();
    const layout = codegenLayout(state);
    this.#panes.result.setRoom(this.#codeCells(), resultRows(state));
    // A token changes nothing here, and there are hundreds in a second.
    const version = JSON.stringify(layout);
    const bar = barOf(this.#parts.session.state.get(), this);
    this.#panes.buttons.choose(bar, this.#tab.size.get().width);
    if (version === this.#laidOut) return;
    this.#laidOut = version;
    const handles = Object.entries(handlesOf(this.#panes)) as [keyof typeof layout.shows, WidgetHandle][];
    const { preview } = this.#panes;
    const isRead = [preview.diff, preview.code, preview.prose].some(({ hasFocus }) => hasFocus.get());
    // What leaves goes first: widgets of two may lie in the same place.
    for (const [name, handle] of handles) if (!layout.shows[name]) handle.show(false);
    this.#tab.grid.setTracks(layout);
    for (const [name, handle] of handles) if (layout.shows[name]) handle.show(true);
    // Code that becomes a change is another widget.
    if (isRead && layout.shows[preview.kind] && !preview.handle.hasFocus.get()) preview.handle.focus();
  }

  #layoutState(): LayoutState {
    const { prompt, preview, result } = this.#panes;
    const state = this.#parts.session.state.get();
    const focused = this.#lastFocused;
    const size = this.#tab.size.get();
    return {
      ...size,
      ...{ page: this.#page, isTreeOpen: this.isTreeOpen, isLarge: this.#isLarge, focused, preview: preview.kind },
      ...{ hasAnswer: hasAnswer(state), files: state.reviews.length },
      promptLines: prompt.handle.lines.get(),
      contextRows: itemsOf(state).length || emptyContextRows,
      resultLines: result.rows(this.#codeCells(), focused === 'result'),
      hasProgress: state.work !== undefined,
    };
  }

  /** Within the borders of what is above the code. */
  #codeCells(): number {
    return rightCells(this.#tab.size.get().width, this.isTreeOpen && !this.#isLarge);
  }

  /** While something goes on it is shown for how long already. */
  #keepTicking(isWorking: boolean): void {
    if (isWorking === Boolean(this.#tick)) return;
    void this.#tick?.dispose();
    this.#tick = isWorking ? this.#parts.context.clock.setInterval(() => this.#refresh(), tickMs) : undefined;
  }
}
