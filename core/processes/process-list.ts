import { Store, type ListenerErrorSink, type ManagedProcess } from 'devmgr/plugin-api';

const endedKept = 50;

/** Every process with its owner, oldest first; of the ended ones only the last fifty. */
export class ProcessList {
  readonly all: Store<readonly ManagedProcess[]>;
  readonly #owners = new Map<ManagedProcess, string>();
  readonly #ended = new Set<ManagedProcess>();

  constructor(report: ListenerErrorSink) {
    this.all = new Store<readonly ManagedProcess[]>([], report);
  }

  /** The store fires now and when the process has ended. */
  add(added: ManagedProcess, ownerId: string): void {
    this.#owners.set(added, ownerId);
    this.all.update((all) => [...all, added]);
    void added.exit.then(() => this.#end(added));
  }

  /** Those that have not ended, of one owner or of all. */
  running(ownerId?: string): readonly ManagedProcess[] {
    const isRunning = (each: ManagedProcess) => !this.#ended.has(each);
    const isOwned = (each: ManagedProcess) => ownerId === undefined || this.#owners.get(each) === ownerId;
    return this.all.get().filter((each) => isRunning(each) && isOwned(each));
  }

  #end(ended: ManagedProcess): void {
    this.#ended.add(ended);
    const surplus = [...this.#ended].slice(0, -endedKept);
    for (const old of surplus) {
      this.#ended.delete(old);
      this.#owners.delete(old);
    }
    this.all.update((all) => all.filter((each) => !surplus.includes(each)));
  }
}
