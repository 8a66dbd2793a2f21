import { Store, type PluginContext } from 'devmgr/plugin-api';
import type { ClientPage } from './client/client-page.js';
import type { ClientSession } from './client/client-session.js';
import type { DraftField } from '../finetuning/draft/draft-fields.js';
import type { JobForm } from '../finetuning/draft/job-form.js';
import type { EnvironmentPage } from './server/environment-page.js';
import type { PageFilter } from './server/page-filter.js';
import { pageAfter, type ServerPageId } from './server/page-id.js';
import type { RequestsPage } from './server/requests-page.js';
import type { RoutesPage } from './server/routes-page.js';

/** Whose list was used last: its selected row is what the details are about, and its keys work. */
export type SystemSubject = 'server' | 'provider' | 'job';

/** Words that the names of the models that are listed have; empty: all of them are listed. */
export interface ModelFilter {
  readonly value: string;
  set(words: string): void;
}

/** What commands can do with the tab while it exists. */
export interface SystemPanes {
  /** The list of servers, that of providers, or that of jobs. */
  focusList(subject: SystemSubject): void;
  focusForm(): void;
  focusDetails(): void;
  /** Of the list of models; `undefined` until it is made. */
  modelFilter(): ModelFilter | undefined;
  /** Does something when all panes are made, at once when they are. */
  whenMade(act: () => void): void;
  /** Of the form for a new job. */
  focusJobForm(): void;
  /** By the next column. */
  sortJobs(): void;
  isNarrow(): boolean;
  /** Whether the keys go to the page of what is selected. */
  hasDetailsFocus(): boolean;
}

/** What commands can do with the pages of a server while the tab exists. */
export interface ServerPagePanes {
  readonly environment: EnvironmentPage;
  readonly requests: RequestsPage;
  readonly routes: RoutesPage;
  readonly client: ClientPage;
  readonly session: ClientSession;
  readonly filter: PageFilter;
}

/** What commands can do with the form for a new job while it exists. */
export interface JobFormPanes {
  readonly form: JobForm;
  /** Lets the person change the selected field. */
  change(): void;
  selected(): DraftField | undefined;
  /** A file is being chosen. */
  isPicking(): boolean;
  /** Ends the choice of a file. */
  leavePicker(): void;
  typePath(): void;
}

/** Where the person is in the System tab. Commands steer it; without the tab nothing happens. */
export class SystemView {
  readonly #context: Pick<PluginContext, 'commands' | 'manifest'>;
  readonly #details = new Store(false);
  readonly #subject = new Store<SystemSubject>('server');
  readonly #page = new Store<ServerPageId>('overview');
  readonly #jobForm = new Store(false);
  #isInside = false;
  /** The page takes the place of the lists for want of room, while somebody works in it. */
  #isSqueezed = false;
  #panes: SystemPanes | undefined;
  #pages: ServerPagePanes | undefined;
  #jobFormPanes: JobFormPanes | undefined;

  /** The page of what is selected takes the place of the lists: on a narrow screen, or because the person wants all the room for it. */
  readonly details = this.#details;
  readonly subject = this.#subject;
  /** Which page of the selected server is shown. */
  readonly page = this.#page;
  /** The form for a new job takes the place of everything else. */
  readonly jobForm = this.#jobForm;

  constructor(context: Pick<PluginContext, 'commands' | 'manifest'>) {
    this.#context = context;
    this.#tell('subject', this.#subject.get());
    this.#tell('page', this.#page.get());
  }

  attach(panes: SystemPanes): void {
    this.#panes = panes;
    this.fit();
  }

  attachPages(pages: ServerPagePanes): void {
    this.#pages = pages;
  }

  attachJobForm(panes: JobFormPanes): void {
    this.#jobFormPanes = panes;
  }

  detach(): void {
    this.#panes = undefined;
    this.#pages = undefined;
    this.#jobFormPanes = undefined;
  }

  /** `undefined` until the form was opened for the first time. */
  get jobFormPanes(): JobFormPanes | undefined {
    return this.#jobFormPanes;
  }

  /** `undefined` without the tab, and until they are made. */
  get pages(): ServerPagePanes | undefined {
    return this.#pages;
  }

  get isOpen(): boolean {
    return this.#panes !== undefined;
  }

  /** What is wanted of the pages of a server is done at once, or as soon as they are made; without the tab never. */
  withPages(act: (pages: ServerPagePanes) => void): void {
    this.#panes?.whenMade(() => this.#pages && act(this.#pages));
  }

  /** The person went to a list, or to what belongs to it. */
  turnTo(subject: SystemSubject): void {
    this.#tell('subject', subject);
    this.#subject.set(subject);
  }

  showList(subject: SystemSubject): void {
    this.#setJobForm(false);
    this.#setDetails(false);
    this.turnTo(subject);
    this.#panes?.focusList(subject);
  }

  showDetails(): void {
    if (this.#panes?.isNarrow()) this.#setDetails(true);
    this.#panes?.focusDetails();
  }

  /** The tab has another size: where the lists and the page that has the keys have no room side by side, the page stays until they have. */
  fit(): void {
    if (!this.#panes) return;
    const isNarrow = this.#panes.isNarrow();
    const isHidden = isNarrow && !this.#details.get();
    if (isHidden && this.#panes.hasDetailsFocus()) {
      this.#setDetails(true);
      this.#isSqueezed = true;
    } else if (!isNarrow && this.#isSqueezed) this.#setDetails(false);
    else this.#tellShown();
  }

  /** The page of what is selected gets the whole width and the keys, or gives the lists their place back. */
  toggleZoom(): void {
    const isZoomed = this.#details.get();
    if (isZoomed && this.#panes?.isNarrow()) return this.leaveDetails();
    this.#setDetails(!isZoomed);
    this.#panes?.focusDetails();
  }

  /** A page of the selected server, with the keys on it. */
  showPage(page: ServerPageId): void {
    this.turnTo('server');
    this.#setPage(page);
    this.showDetails();
  }

  /** From the list the keys stay there, where both are in sight; else the first step opens the page. */
  stepPage(step: 1 | -1): void {
    const isHidden = this.#panes?.isNarrow() === true && !this.#details.get();
    if (isHidden && step < 0) return;
    const page = isHidden ? this.#page.get() : pageAfter(this.#page.get(), step);
    if (isHidden || this.#isInside) this.showPage(page);
    else this.#setPage(page);
  }

  /** Whether the keys go to a page of a server. */
  setInside(isInside: boolean): void {
    this.#isInside = isInside;
    this.#tell('inside', isInside);
  }

  /** A request of the client to the selected server is under way. */
  setSending(isSending: boolean): void {
    this.#tell('sending', isSending);
  }

  /** `undefined` without the tab. */
  modelFilter(): ModelFilter | undefined {
    return this.#panes?.modelFilter();
  }

  /** The form for a new job, with the keys on it. */
  openJobForm(): void {
    this.turnTo('job');
    this.#setJobForm(true);
    this.#panes?.focusJobForm();
  }

  sortJobs(): void {
    this.#panes?.sortJobs();
  }

  leaveDetails(): void {
    this.showList(this.#subject.get());
  }

  editOptions(): void {
    this.#setDetails(false);
    this.turnTo('server');
    this.#panes?.focusForm();
  }

  #setJobForm(shown: boolean): void {
    this.#tell('form', shown);
    this.#jobForm.set(shown);
  }

  #setPage(page: ServerPageId): void {
    this.#tell('page', page);
    this.#page.set(page);
  }

  #setDetails(shown: boolean): void {
    this.#isSqueezed = false;
    this.#tell('details', shown);
    this.#details.set(shown);
    this.#tellShown();
  }

  /** Whether the page of what is selected is in sight. */
  #tellShown(): void {
    this.#tell('shown', this.#details.get() || this.#panes?.isNarrow() === false);
  }

  /** For the `when` clauses of the manifest. */
  #tell(name: string, value: string | boolean): void {
    this.#context.commands.setContext(`${this.#context.manifest.id}.${name}`, value);
  }
}
