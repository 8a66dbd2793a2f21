import { Store } from 'devmgr/plugin-api';

/** The server that commands are about: the selected row of the tab, or the default. */
export class ServerSelection {
  readonly #name = new Store<string | undefined>(undefined);

  readonly selected = this.#name;

  select(name: string | undefined): void {
    this.#name.set(name);
  }
}
