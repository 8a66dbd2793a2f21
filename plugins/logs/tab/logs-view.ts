import {
  widgets,
  type Disposable,
  type LogHandle,
  type StyledText,
  type Tab,
  type TextHandle,
} from 'devmgr/plugin-api';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import type { Filter } from '../query/entry-filter.js';
import { findError } from '../query/find-error.js';
import { hasText } from '../query/text-query.js';
import { entryPage } from '../view/entry-page.js';
import { createQuerySource } from '../view/query-source.js';
import { emptyText } from './empty-text.js';
import { FilterForm } from './filter-form.js';
import { chooseLayout, layOutLogs, type LogsLayout } from './logs-layout.js';
import type { LogsParts } from './logs-parts.js';
import { logsTitle } from './logs-title.js';
import { statusText } from './status-text.js';

const isFiltered = ({ text, test }: Filter) => hasText(text) || test !== undefined;

/** Title and counts are brought up to date this often at most. */
const REFRESH_MS = 100;
/** Border, scrollbar. */
const LIST_EDGES = 3;
const SOURCE_CELLS = { least: 8, most: 14 };

/** The tab: a list that follows, its filter, the counts, and a page for one entry. */
export class LogsView implements Disposable {
  readonly #parts: LogsParts;
  readonly #tab: Tab;
  readonly #list: LogHandle;
  readonly #status: TextHandle;
  readonly #page: TextHandle;
  readonly #form: FilterForm;
  readonly #subscriptions: readonly Disposable[];
  #opened: LogEntry | undefined;
  #refresh: Disposable | undefined;
  #layout: LogsLayout = chooseLayout(0, 0);
  /** The number of the first entry that came after the list was held. */
  #heldAt = 0;

  /** What stands in the list while it is empty. */
  #empty = '';

  constructor(tab: Tab, parts: LogsParts) {
    this.#tab = tab;
    this.#parts = parts;
    const { grid } = tab;
    const { id } = parts.context.manifest;
    // The page lies over the rest: it is made and hidden before the rest is there.
    this.#page = grid.set(0, 0, 1, 1, widgets.text, {
      title: 'Entry · Esc back',
      wrap: true,
      focusId: `${id}.entry`,
    });
    this.#page.show(false);
    grid.setTracks({ rows: ['1fr', 1], columns: ['1fr', '1fr'] });
    this.#list = grid.set(0, 0, 1, 2, widgets.log, { focusId: `${id}.list` });
    this.#form = new FilterForm(tab, parts, {
      onSubmit: () => this.#list.focus(),
      change: (run) => this.keepPlace(run),
    });
    this.#status = grid.set(1, 1, 1, 1, widgets.text, { border: false, focusable: false });
    this.#list.setSource(createQuerySource(parts.query, () => this.#lineOptions()));
    this.#subscriptions = [
      this.#list.following.onDidChange((following) => this.#followingChanged(following)),
      this.#list.onDidActivate((line) => this.#open(parts.query.entry(line))),
      parts.query.onLines(() => this.#linesChanged()),
      parts.query.state.onDidChange(() => this.#stateChanged()),
      tab.size.onDidChange(() => this.#layOut()),
      tab.isVisible.onDidChange((visible) => visible && this.#refreshNow()),
    ];
    this.#layOut();
    this.#list.focus();
  }

  get isPageOpen(): boolean {
    return this.#opened !== undefined;
  }

  get isFollowing(): boolean {
    return this.#list.following.get();
  }

  /** The entry on the page, under the cursor, or the newest. */
  current(): LogEntry | undefined {
    const { query } = this.#parts;
    return this.#opened ?? query.entry(this.#list.cursor.get() ?? query.lines.end - 1);
  }

  follow(on: boolean): void {
    this.#list.follow(on);
  }

  focusFilter(): void {
    this.closePage();
    this.#form.handle.focusField('filter');
  }

  clearFilter(): void {
    this.keepPlace(() => this.#form.clear());
  }

  openCurrent(): void {
    this.#open(this.current());
  }

  /** Back to the list, from the page or the filter. */
  goBack(): void {
    this.closePage();
    this.#list.focus();
  }

  closePage(): void {
    if (!this.#opened) return;
    this.#opened = undefined;
    this.#layOut();
    this.#list.focus();
  }

  /** False when there is no error in that direction. */
  goToError(step: 1 | -1): boolean {
    const { query } = this.#parts;
    const line = findError(query, this.#list.cursor.get() ?? query.lines.end, step);
    if (line === undefined) return false;
    this.#list.goTo(line);
    if (this.#opened) this.#open(query.entry(line));
    return true;
  }

  /** Changes the query and keeps the entry under the cursor in sight, if it is still there. */
  keepPlace(change: () => void): void {
    const { query } = this.#parts;
    const cursor = this.#list.cursor.get();
    const seq = cursor === undefined ? undefined : query.lines.at(cursor);
    change();
    const line = seq === undefined ? undefined : query.lines.lineOf(seq);
    if (line !== undefined && query.lines.at(line) !== undefined) this.#list.goTo(line);
    else this.#list.follow(true);
  }

  dispose(): void {
    void this.#refresh?.dispose();
    this.#form.dispose();
    for (const subscription of this.#subscriptions) void subscription.dispose();
  }

  #open(entry: LogEntry | undefined): void {
    if (!entry) return;
    this.#opened = entry;
    this.#page.setLines(entryPage(entry, this.#parts.context.text));
    this.#page.scrollTo(0);
    this.#layOut();
    this.#page.focus();
  }

  #layOut(): void {
    const all = { list: this.#list, form: this.#form.handle, status: this.#status, page: this.#page };
    this.#layout = chooseLayout(this.#tab.size.get().width, this.#form.cells);
    layOutLogs(this.#tab, all, this.#layout, this.#opened !== undefined);
    this.#refreshNow();
  }

  #lineOptions() {
    const { context, log } = this.#parts;
    const longest = Math.max(...log.sources().map((source) => context.text.width(source)), SOURCE_CELLS.least);
    const sourceWidth = Math.min(longest, SOURCE_CELLS.most);
    return { sourceWidth, width: this.#tab.size.get().width - LIST_EDGES, text: context.text };
  }

  #followingChanged(following: boolean): void {
    if (!following) this.#heldAt = this.#parts.log.end;
    this.#refreshNow();
  }

  #stateChanged(): void {
    const { context, query } = this.#parts;
    context.commands.setContext(`${context.manifest.id}.filtered`, isFiltered(query.state.get().filter));
    this.#refreshSoon();
  }

  #linesChanged(): void {
    this.#list.changed();
    this.#refreshSoon();
  }

  #refreshSoon(): void {
    if (this.#refresh || !this.#tab.isVisible.get()) return;
    this.#refresh = this.#parts.context.clock.setTimeout(() => this.#refreshNow(), REFRESH_MS);
  }

  #refreshNow(): void {
    void this.#refresh?.dispose();
    this.#refresh = undefined;
    const { query } = this.#parts;
    const { first, end } = query.lines;
    if (this.#form.refresh()) this.#layOut();
    this.#list.setTitle(logsTitle(end - first, query.state.get(), this.isFollowing));
    this.#status.setLines([this.#statusLine()]);
    if (end === first) this.#showEmpty();
  }

  #showEmpty(): void {
    const { log, query } = this.#parts;
    const text = emptyText(query.state.get(), log.end > log.first);
    if (text !== this.#empty) this.#list.setEmpty(text);
    this.#empty = text;
  }

  #statusLine(): StyledText {
    const { query, counts } = this.#parts;
    const { lines } = query;
    const held = this.isFollowing ? undefined : lines.end - lines.lineOf(this.#heldAt);
    const { isScanning, problem } = query.state.get();
    const { errors, warnings } = counts;
    return statusText({ errors, warnings, held, isScanning, problem }, this.#layout.statusCells);
  }
}
