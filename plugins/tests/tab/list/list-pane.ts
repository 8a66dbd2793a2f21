import {
  Emitter,
  widgets,
  type FormHandle,
  type PluginContext,
  type Tab,
  type TableHandle,
  type TextHandle,
} from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { isCollectionError } from '../../book/collection-error.js';
import type { TestBook } from '../../book/test-book.js';
import type { DetailSubject } from '../detail/detail-subject.js';
import { gridRow, listWidth, mainRows } from '../page-layout.js';
import { throttled } from '../throttled.js';
import { FailedTests } from './failed-tests.js';
import { besideName, listColumns, wideFrom } from './list-columns.js';
import { groupOf, testOf, type ListLook, type ListRow } from './list-row.js';
import { emptyText, listTitle } from './list-title.js';
import { MarkedTests } from './marked-tests.js';
import { signCell } from './name-cell.js';
import { choiceOf, choiceOfRow, type RunChoice } from './run-choice.js';
import { chipAt, chipLine, statusChips, type StatusChip } from './status-chips.js';
import { TestList } from './test-list.js';

/** All tests are looked at to count them. */
const chipsMs = 250;

export interface ListPaneParts {
  readonly context: Pick<PluginContext, 'clock' | 'log'>;
  readonly book: TestBook;
  readonly state: () => TestRunState;
}

/** The list of all tests with the line to filter it and the chips over it. */
export class ListPane {
  readonly list: TestList;
  readonly marks = new MarkedTests();
  readonly table: TableHandle<ListRow>;
  readonly failed: FailedTests;
  readonly filter: FormHandle;
  readonly chips: TextHandle;
  /** Filter or marks are others. */
  readonly onDidChoose;
  readonly #chosen = new Emitter<void>();
  readonly #parts: ListPaneParts;
  #shownChips: readonly StatusChip[] = [];
  #filterText = '';
  #isVisible = false;
  readonly #countChips;

  constructor(tab: Tab, parts: ListPaneParts) {
    this.#parts = parts;
    this.#countChips = tab.own(throttled(parts.context.clock, chipsMs, () => this.#showChips()));
    this.onDidChoose = tab.own(this.#chosen).event;
    this.list = tab.own(new TestList(parts.book, parts.context));
    this.chips = tab.grid.set(gridRow.chips, 0, 1, 2, widgets.text, { border: false, focusable: false });
    this.filter = createFilter(tab);
    this.table = this.#createTable(tab);
    this.failed = new FailedTests(this.list, this.table);
    tab.own(this.list.onDidChange(() => this.#show()));
    tab.own(parts.book.onDidChange(({ ids }) => this.#follow(ids)));
    tab.own(parts.book.catalog.onDidChange(() => this.#showFacts()));
    tab.own(this.table.sorting.onDidChange((sorting) => this.list.setSorting(sorting)));
    tab.own(this.chips.onDidClick(({ cell }) => this.#pressChip(chipAt(this.#shownChips, cell))));
    tab.own(this.filter.onDidChange(() => this.setFilter(String(this.filter.values()['text'] ?? '').trim())));
  }

  get filterText(): string {
    return this.#filterText;
  }

  /** While it is not seen nothing is done for it. */
  setVisible(isVisible: boolean): void {
    if (isVisible && !this.#isVisible) this.list.follow(undefined);
    this.#isVisible = isVisible;
  }

  setFilter(text: string): void {
    this.#filterText = text;
    if (String(this.filter.values()['text'] ?? '').trim() !== text) this.filter.setValues({ text });
    this.list.setFilter(text);
    this.filter.setError('text', this.list.problem);
    this.#showChips();
    this.#chosen.fire();
  }

  setLook(look: ListLook): void {
    const selected = this.row();
    this.list.setLook(look);
    const test = selected && testOf(selected);
    if (look === 'tree' && test) void this.list.reveal(test.id);
    if (selected) this.table.select(selected.id);
  }

  row(): ListRow | undefined {
    return this.table.selected.get();
  }

  /** What the details are about. */
  subject(): DetailSubject | undefined {
    const row = this.row();
    const test = row && testOf(row);
    if (test) return isCollectionError(test) ? { kind: 'problem', path: test.file } : { kind: 'test', id: test.id };
    const group = row && groupOf(row);
    return group && { kind: 'group', id: group.id, tests: () => group.tests() };
  }

  /** What is marked, else what is under the cursor. */
  chosen(): RunChoice | undefined {
    const { book } = this.#parts;
    if (this.marks.size > 0) return choiceOf(this.marks.ids().flatMap((id) => book.get(id) ?? []));
    const row = this.row();
    return row && choiceOfRow(row, () => this.#testsOf(row), this.list.isFiltered);
  }

  /** The file of what is under the cursor. */
  file(): string | undefined {
    const row = this.row();
    const group = row && groupOf(row);
    if (group?.kind === 'folder') return undefined;
    const [test] = group ? group.tests() : [row && testOf(row)];
    return test?.file;
  }

  toggleMark(): void {
    const row = this.row();
    if (!row) return;
    this.marks.toggle(this.#testsOf(row).map(({ id }) => id));
    this.#step();
    this.#marked();
  }

  clearMarks(): void {
    this.marks.clear();
    this.#marked();
  }

  /** Opens the node under the cursor, or goes to what is first in it. False: there is nothing to open. */
  goIn(): boolean {
    const row = this.row();
    const group = row && groupOf(row);
    if (!group) return false;
    if (this.list.isOpen(group)) this.#step();
    else this.list.toggle(group);
    return true;
  }

  /** Closes the node under the cursor, or goes to what it lies in. */
  goOut(): void {
    const row = this.row();
    if (!row || this.list.look === 'table') return;
    const group = groupOf(row);
    if (group && this.list.isOpen(group)) return this.list.toggle(group);
    const parent = this.list.node(row.id)?.parent;
    if (parent && parent.kind !== 'root') this.table.select(parent.id);
  }

  /** Times of running tests go on without events. */
  tick(): void {
    this.#show();
  }

  #follow(ids: ReadonlySet<string> | undefined): void {
    if (!ids) this.marks.keep((id) => this.#parts.book.get(id) !== undefined);
    if (this.#isVisible) this.list.follow(ids);
  }

  #show(): void {
    this.table.setRows(this.list.source);
    this.failed.follow();
    this.#countChips.ask();
    this.#showFacts();
  }

  /** What is said of the list as a whole. */
  #showFacts(): void {
    const { book, state } = this.#parts;
    const isHidden = this.list.isFiltered && this.list.total > 0;
    this.table.setEmpty(
      isHidden ? 'No test matches the filter. Esc clears it.' : emptyText(book.catalog.get(), state().status),
    );
    this.#showTitle();
  }

  #showChips(): void {
    this.#shownChips = statusChips(this.#parts.book.tests());
    this.chips.setLines([chipLine(this.#shownChips, this.#filterText)]);
  }

  #showTitle(): void {
    const { list, marks } = this;
    const catalog = this.#parts.book.catalog.get().status;
    const shown = list.isFiltered ? list.shownTests : undefined;
    this.table.setTitle(listTitle({ total: list.total, shown, marked: marks.size, catalog }));
  }

  #marked(): void {
    this.table.setRows(this.list.source);
    this.#showTitle();
    this.#chosen.fire();
  }

  #testsOf(row: ListRow) {
    const test = testOf(row);
    const group = groupOf(row);
    return test ? [test] : group ? this.list.testsOf(group) : [];
  }

  /** To the row below. */
  #step(): void {
    const row = this.row();
    const at = row ? (this.list.source.find?.(row.id) ?? -1) : -1;
    const [next] = this.list.source.rows(at + 1, 1);
    if (at >= 0 && next) this.table.select(next.id);
  }

  #pressChip(chip: StatusChip | undefined): void {
    if (chip) this.setFilter(chip.filter === this.#filterText ? '' : chip.filter);
  }

  #createTable(tab: Tab): TableHandle<ListRow> {
    const { context, state } = this.#parts;
    const width = () => listWidth(tab.size.get().width);
    const isWide = () => width() >= wideFrom;
    const columns = listColumns({
      now: () => context.clock.now(),
      isOver: () => state().status === 'finished',
      hasWorkers: () => state().workers > 0,
      isWide,
      nameRoom: () => (isWide() ? undefined : width() - besideName),
      sortedBy: () => this.table.sorting.get()?.columnId,
      markOf: (row) => this.marks.of(row),
      isOpen: (node) => this.list.isOpen(node),
    });
    return tab.grid.set(gridRow.main, 0, mainRows, 1, widgets.table<ListRow>(), {
      title: 'Tests',
      focusId: 'tests.results',
      columns,
      id: (row) => row.id,
      onPress: (row, { columnId, cell }) => this.#press(row, columnId === 'test' ? cell : -1),
    });
  }

  /** On the sign of a node: opens or closes it. */
  #press(row: ListRow, cell: number): boolean {
    const group = groupOf(row);
    const sign = group && signCell(group);
    if (!group || sign === undefined || (cell !== sign && cell !== sign + 1)) return false;
    this.list.toggle(group);
    return true;
  }
}

function createFilter(tab: Tab): FormHandle {
  return tab.grid.set(gridRow.filter, 0, 1, 2, widgets.form, {
    border: false,
    focusId: 'tests.filter',
    escapeLeaves: true,
    fields: [
      {
        id: 'text',
        kind: 'text',
        label: 'Filter',
        width: 60,
        placeholder: 'words, s:failed, m:slow, f:tests/api, flaky, new, -word',
      },
    ],
  });
}
