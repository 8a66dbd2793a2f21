import { Store, type Commands } from 'devmgr/plugin-api';

/** Whose list was used last: its selected row is what the details are about, and its keys work. */
export type SystemSubject = 'server' | 'provider';

/** Words that the names of the models that are listed have; empty: all of them are listed. */
export interface ModelFilter {
  readonly value: string;
  set(words: string): void;
}

/** What commands can do with the tab while it exists. */
export interface SystemPanes {
  /** The list of servers, or that of providers. */
  focusList(subject: SystemSubject): void;
  focusForm(): void;
  focusDetails(): void;
  /** Of the list of models. */
  readonly modelFilter: ModelFilter;
  isNarrow(): boolean;
}

/** Where the person is in the System tab. Commands steer it; without the tab nothing happens. */
export class SystemView {
  readonly #commands: Commands;
  readonly #details = new Store(false);
  readonly #subject = new Store<SystemSubject>('server');
  #panes: SystemPanes | undefined;

  /** On a narrow screen: the page of what is selected is shown instead of the lists. */
  readonly details = this.#details;
  readonly subject = this.#subject;

  constructor(commands: Commands) {
    this.#commands = commands;
    commands.setContext('system.subject', this.#subject.get());
  }

  attach(panes: SystemPanes): void {
    this.#panes = panes;
  }

  detach(): void {
    this.#panes = undefined;
  }

  /** The person went to a list, or to what belongs to it. */
  turnTo(subject: SystemSubject): void {
    this.#commands.setContext('system.subject', subject);
    this.#subject.set(subject);
  }

  showList(subject: SystemSubject): void {
    this.#setDetails(false);
    this.turnTo(subject);
    this.#panes?.focusList(subject);
  }

  showDetails(): void {
    if (this.#panes?.isNarrow()) this.#setDetails(true);
    this.#panes?.focusDetails();
  }

  /** `undefined` without the tab. */
  modelFilter(): ModelFilter | undefined {
    return this.#panes?.modelFilter;
  }

  leaveDetails(): void {
    this.showList(this.#subject.get());
  }

  editOptions(): void {
    this.#setDetails(false);
    this.turnTo('server');
    this.#panes?.focusForm();
  }

  #setDetails(shown: boolean): void {
    this.#commands.setContext('system.details', shown);
    this.#details.set(shown);
  }
}
