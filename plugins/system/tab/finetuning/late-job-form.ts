import type { Tab } from 'devmgr/plugin-api';
import type { JobsParts } from '../../jobs-parts.js';
import type { SystemView } from '../system-view.js';
import type { JobFormPage } from './job-form-page.js';

export interface LateJobFormOptions {
  /** The panes need other heights, or others are shown. */
  readonly place: () => void;
  /** Nothing is shown, and the grid is as it was at first: more panes can be made. */
  readonly clear: () => void;
}

/** The form for a new job, which is made when it is shown for the first time. */
export class LateJobForm {
  readonly #parts: JobsParts;
  readonly #view: SystemView;
  readonly #tab: Tab;
  readonly #options: LateJobFormOptions;
  #page: JobFormPage | undefined;

  constructor(parts: JobsParts, view: SystemView, tab: Tab, options: LateJobFormOptions) {
    this.#parts = parts;
    this.#view = view;
    this.#tab = tab;
    this.#options = options;
    tab.own(view.jobForm.onDidChange((isShown) => (isShown ? this.#open() : options.place())));
    // It was asked for before it could be made.
    if (view.jobForm.get()) this.#open();
  }

  /** `undefined` until it is made. */
  get page(): JobFormPage | undefined {
    return this.#page;
  }

  #open(): void {
    this.#show().catch((error: unknown) => {
      this.#parts.context.log.error('The form for a new job cannot be shown', error);
      this.#view.leaveDetails();
    });
  }

  async #show(): Promise<void> {
    const { place, clear } = this.#options;
    const [late, draft] = await Promise.all([import('./job-form-page.js'), this.#parts.form()]);
    if (!this.#view.jobForm.get()) return;
    if (!this.#page) clear();
    this.#page ??= late.createJobFormPage(draft, this.#parts, this.#tab, { view: this.#view, place });
    this.#page.begin();
    place();
    this.#page.focus();
  }
}
