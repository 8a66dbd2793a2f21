import { widgets, type Disposable, type FormHandle, type Tab } from 'devmgr/plugin-api';
import { isLevel, LEVELS } from '../query/levels.js';
import { parseTextQuery } from '../query/text-query.js';
import type { LogsParts } from './logs-parts.js';

/** The choice that stands for every source. */
const ALL = 'all';

/** The line under the list: level, source and text. It shows the query and changes it. */
export class FilterForm implements Disposable {
  readonly handle: FormHandle;
  readonly #parts: LogsParts;
  #sources = 0;
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
      fields: [
        { id: 'level', kind: 'select', label: 'Level', choices: LEVELS },
        { id: 'source', kind: 'select', label: 'Source', choices: [ALL] },
        { id: 'filter', kind: 'text', label: 'Filter', width: 26, placeholder: 'words, -word, /regex/' },
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

  /** Offers sources that have come since. */
  refresh(): void {
    const sources = this.#parts.log.sources();
    if (sources.length === this.#sources) return;
    this.#sources = sources.length;
    this.handle.setChoices('source', [ALL, ...sources]);
    this.#show();
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
    });
  }

  #show(): void {
    const { filter, problem } = this.#parts.query.state.get();
    this.handle.setValues({ level: filter.level, source: filter.source ?? ALL });
    this.handle.setError('filter', problem);
  }
}
