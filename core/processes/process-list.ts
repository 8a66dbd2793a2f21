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
  add(process: ManagedProcess, ownerId: string): void {
    this.#owners.set(process, ownerId);
    this.all.update((all) => [...all, process]);
    void process.exit.then(() => this.#end(process));
  }

  /** Those that have not ended, of one owner or of all. */
  running(ownerId?: string): readonly ManagedProcess[] {
    const isRunning = (process: ManagedProcess) => !this.#ended.has(process);
    const isOwned = (process: ManagedProcess) => ownerId === undefined || this.#owners.get(process) === ownerId;
    return this.all.get().filter((process) => isRunning(process) && isOwned(process));
  }

  #end(process: ManagedProcess): void {
    this.#ended.add(process);
    const surplus = [...this.#ended].slice(0, -endedKept);
    for (const old of surplus) {
      this.#ended.delete(old);
      this.#owners.delete(old);
    }
    this.all.update((all) => all.filter((each) => !surplus.includes(each)));
  }
}
