import { Store, type Commands } from 'devmgr/plugin-api';

/** What commands can do with the tab while it exists. */
export interface SystemPanes {
  focusTable(): void;
  focusForm(): void;
  focusDetails(): void;
  isNarrow(): boolean;
}

/** Where the person is in the System tab. Commands steer it; without the tab nothing happens. */
export class SystemView {
  readonly #commands: Commands;
  readonly #details = new Store(false);
  #panes: SystemPanes | undefined;

  /** On a narrow screen: the page of the selected server is shown instead of the list. */
  readonly details = this.#details;

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  attach(panes: SystemPanes): void {
    this.#panes = panes;
  }

  detach(): void {
    this.#panes = undefined;
  }

  showDetails(): void {
    if (this.#panes?.isNarrow()) this.#setDetails(true);
    this.#panes?.focusDetails();
  }

  leaveDetails(): void {
    this.#setDetails(false);
    this.#panes?.focusTable();
  }

  editOptions(): void {
    this.#setDetails(false);
    this.#panes?.focusForm();
  }

  #setDetails(shown: boolean): void {
    this.#commands.setContext('system.details', shown);
    this.#details.set(shown);
  }
}
