import type { Clock } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import { askOwner, type OwnerAnswer } from './ask-owner.js';
import { CONTROL_VERSION, type ControlRequest } from './control-message.js';
import type { Leftovers } from './leftovers.js';
import { ownerSilent } from './remote-errors.js';
import { byLastRun } from './by-last-run.js';
import type { RunRecord } from './run-record.js';

export interface OwnerRequestsOptions {
  /** Those of other devmgrs. */
  readonly records: () => Promise<readonly RunRecord[]>;
  readonly leftovers: Leftovers;
  readonly clock: Clock;
}

const STATUS: ControlRequest = { version: CONTROL_VERSION, action: 'status', names: [] };
const STATUS_TIMEOUT_MS = 3_000;
/** Stopping and starting may take as long as the owner's own limits. */
const CHANGE_TIMEOUT_MS = 120_000;

/** Asks other devmgrs to do something with their servers. */
export class OwnerRequests {
  readonly #options: OwnerRequestsOptions;

  constructor(options: OwnerRequestsOptions) {
    this.#options = options;
  }

  /** Asks the owner of a server, and the next one when it is gone; for a start and a restart also one that ran it before. False when nobody was there to be asked. */
  async change(action: 'start' | 'restart' | 'reload', name: string, options?: ServerStartOptions): Promise<boolean> {
    const records = await this.#recordsOf([name]);
    for (const record of action === 'reload' ? records.filter(isUp) : byLastRun(records)) {
      const request: ControlRequest = { version: CONTROL_VERSION, action, names: [name], options };
      const answer = await this.#request(record.socket, request);
      if (answer === 'dead') continue;
      accepted(answer, record);
      return true;
    }
    return false;
  }

  /** Stops every run of these names, leftovers too; each owner stops its own in the order of their dependencies. Resolves to how many there were. */
  async stop(names: readonly string[]): Promise<number> {
    const owners = new Map<string, RunRecord[]>();
    for (const record of (await this.#recordsOf(names)).filter(isUp))
      owners.set(record.socket, [...(owners.get(record.socket) ?? []), record]);
    const counts = await Promise.all([...owners.values()].map((records) => this.#stopRecords(records)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Ends what dead devmgrs left of that name. Resolves to the pids. */
  async clearLeftovers(name: string): Promise<number[]> {
    const cleared: number[] = [];
    for (const record of await this.#recordsOf([name])) {
      const answer = await this.#ask(record.socket, STATUS, STATUS_TIMEOUT_MS);
      if (answer === 'dead' && (await this.#options.leftovers.clear(record)) && record.pid !== undefined)
        cleared.push(record.pid);
    }
    return cleared;
  }

  async #recordsOf(names: readonly string[]): Promise<readonly RunRecord[]> {
    return (await this.#options.records()).filter(({ name }) => names.includes(name));
  }

  async #stopRecords(records: readonly RunRecord[]): Promise<number> {
    const [first] = records;
    if (!first) return 0;
    const names = records.map(({ name }) => name);
    const answer = await this.#request(first.socket, { version: CONTROL_VERSION, action: 'stop', names });
    if (answer !== 'dead') {
      accepted(answer, first);
      return records.length;
    }
    const { leftovers } = this.#options;
    if ((await leftovers.judge(first)) === 'unreachable') throw ownerSilent(first.ownerPid);
    const cleared = await Promise.all(records.map((record) => leftovers.clear(record)));
    return cleared.filter(Boolean).length;
  }

  /** Asks only who answers: a suspended devmgr would do late what nobody waits for any more. */
  async #request(socket: string, request: ControlRequest): Promise<OwnerAnswer> {
    const status = await this.#ask(socket, STATUS, STATUS_TIMEOUT_MS);
    return typeof status === 'string' ? status : this.#ask(socket, request, CHANGE_TIMEOUT_MS);
  }

  #ask(socket: string, request: ControlRequest, timeoutMs: number): Promise<OwnerAnswer> {
    return askOwner(socket, request, timeoutMs, this.#options.clock);
  }
}

function isUp({ over }: RunRecord): boolean {
  return over === undefined;
}

function accepted(answer: Exclude<OwnerAnswer, 'dead'>, { ownerPid }: RunRecord): void {
  if (answer === 'silent') throw ownerSilent(ownerPid);
  if (!answer.ok) throw answer.error;
}
