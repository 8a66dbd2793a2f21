import { widgets, type Disposable, type FormHandle, type Tab } from 'devmgr/plugin-api';
import { isLevel, LEVELS } from '../query/levels.js';
import { parseTextQuery } from '../query/text-query.js';
import type { LogsParts } from './logs-parts.js';

/** The choice that stands for every source. */
const ALL = 'all';

const FILTER_CELLS = 20;
/** `Level [debug ▾]  Source [… ▾]  Filter [ … ]` but for the two that vary. */
const FIXED_CELLS = 'Level [debug ▾]  Source [ ▾]  Filter []'.length + 1;

/** The line under the list: level, source and text. It shows the query and changes it. */
export class FilterForm implements Disposable {
  readonly handle: FormHandle;
  readonly #parts: LogsParts;
  #sources = 0;
  #cells = FIXED_CELLS + FILTER_CELLS + ALL.length;
  readonly #subscriptions: readonly Disposable[];

  /** `change` is given every change of the query, to run it. */
  constructor(
    tab: Tab,
    parts: LogsParts,
    list: { readonly onSubmit: () => void; readonly change: (run: () => void) => void },
  ) {
    this.#parts = parts;
    this.handle = tab.grid.set(1, 0, 1, 1, widgets.form, {
      border: false,
      focusId: `${parts.context.manifest.id}.filter`,
      escapeLeaves: true,
      fields: [
        { id: 'level', kind: 'select', label: 'Level', choices: LEVELS },
        { id: 'source', kind: 'select', label: 'Source', choices: [ALL] },
        {
          id: 'filter',
          kind: 'text',
          label: 'Filter',
          width: FILTER_CELLS,
          placeholder: 'words -word /regex/',
        },
      ],
    });
    this.#subscriptions = [
      this.handle.onDidChange(() => list.change(() => this.#apply())),
      this.handle.onDidSubmit(list.onSubmit),
      parts.query.state.onDidChange(() => this.#show()),
    ];
    this.refresh();
    this.#show();
  }

  /** What all fields take on one line. */
  get cells(): number {
    return this.#cells;
  }

  /** Offers sources that have come since. True when there were some. */
  refresh(): boolean {
    const sources = this.#parts.log.sources();
    if (sources.length === this.#sources) return false;
    this.#sources = sources.length;
    const choices = [ALL, ...sources];
    this.#cells = FIXED_CELLS + FILTER_CELLS + Math.max(...choices.map((name) => this.#parts.context.text.width(name)));
    this.handle.setChoices('source', choices);
    this.#show();
    return true;
  }

  /** Empties the text and forgets the test; level and source stay. */
  clear(): void {
    this.handle.setValues({ filter: '' });
    const { filter } = this.#parts.query.state.get();
    if (filter.test !== undefined) this.#parts.query.setFilter({ ...filter, test: undefined });
    this.#apply();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) void subscription.dispose();
  }

  #apply(): void {
    const { level, source, filter } = this.handle.values();
    this.#parts.query.setFilter({
      level: isLevel(level) ? level : this.#parts.query.state.get().filter.level,
      source: source === ALL || typeof source !== 'string' ? undefined : source,
      text: parseTextQuery(typeof filter === 'string' ? filter : ''),
      test: this.#parts.query.state.get().filter.test,
    });
  }

  #show(): void {
    const { filter } = this.#parts.query.state.get();
    this.handle.setValues({ level: filter.level, source: filter.source ?? ALL });
  }
}
