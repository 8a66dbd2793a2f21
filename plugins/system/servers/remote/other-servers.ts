import { rm } from 'node:fs/promises';
import { DevmgrError, type Clock, type Processes } from 'devmgr/plugin-api';
import type { ServerReport } from '../server-report.js';
import { askOwner, type OwnerAnswer } from './ask-owner.js';
import type { ControlRequest } from './control-message.js';
import type { RunRecord } from './run-record.js';
import type { RunRecords } from './run-records.js';

export interface OtherServersOptions {
  readonly records: RunRecords;
  readonly processes: Processes;
  readonly clock: Clock;
  /** Of this devmgr: its own records are passed over. */
  readonly pid: number;
}

const STATUS_TIMEOUT_MS = 3_000;
/** Stopping and starting may take as long as the owner's own limits. */
const CHANGE_TIMEOUT_MS = 120_000;

/** The servers that other devmgrs run in this project, and those that dead ones left. */
export class OtherServers {
  readonly #options: OtherServersOptions;

  constructor(options: OtherServersOptions) {
    this.#options = options;
  }

  /** As their owners report them. Records of what no longer exists are removed on the way. */
  async list(): Promise<ServerReport[]> {
    const records = await this.#others();
    const answers = new Map<string, OwnerAnswer>();
    const request: ControlRequest = { version: 1, action: 'status' };
    await Promise.all(
      [...new Set(records.map(({ socket }) => socket))].map(async (socket) => {
        answers.set(socket, await this.#ask(socket, request, STATUS_TIMEOUT_MS));
      }),
    );
    const reports = await Promise.all(
      records.map((record) => this.#report(record, answers.get(record.socket) ?? 'dead')),
    );
    return reports.flatMap((report) => report ?? []);
  }

  /** Stops every other run of that name, leftovers too. Resolves to how many there were. */
  async stop(name: string): Promise<number> {
    let count = 0;
    for (const record of (await this.#others()).filter((each) => each.name === name)) {
      const answer = await this.#change(record.socket, { version: 1, action: 'stop', name });
      if (answer === 'dead' ? await this.#clear(record) : accepted(answer, record)) count += 1;
    }
    return count;
  }

  /** Restarts the server of that name where it runs. False when no other devmgr runs it. */
  async restart(name: string): Promise<boolean> {
    for (const record of (await this.#others()).filter((each) => each.name === name)) {
      const answer = await this.#change(record.socket, { version: 1, action: 'restart', name });
      if (answer !== 'dead') return accepted(answer, record);
    }
    return false;
  }

  /** Stops what dead devmgrs left of that name. Resolves to the pids. */
  async clearLeftovers(name: string): Promise<number[]> {
    const cleared: number[] = [];
    for (const record of (await this.#others()).filter((each) => each.name === name)) {
      const answer = await this.#ask(record.socket, { version: 1, action: 'status' }, STATUS_TIMEOUT_MS);
      if (answer === 'dead' && (await this.#clear(record)) && record.pid !== undefined) cleared.push(record.pid);
    }
    return cleared;
  }

  /** Asks only who answers: a suspended devmgr would do late what nobody waits for any more. */
  async #change(socket: string, request: ControlRequest): Promise<OwnerAnswer> {
    const status = await this.#ask(socket, { version: 1, action: 'status' }, STATUS_TIMEOUT_MS);
    return typeof status === 'string' ? status : this.#ask(socket, request, CHANGE_TIMEOUT_MS);
  }

  #ask(socket: string, request: ControlRequest, timeoutMs: number): Promise<OwnerAnswer> {
    return askOwner(socket, request, timeoutMs, this.#options.clock);
  }

  async #others(): Promise<RunRecord[]> {
    return (await this.#options.records.list()).filter(({ ownerPid }) => ownerPid !== this.#options.pid);
  }

  async #report(record: RunRecord, answer: OwnerAnswer): Promise<ServerReport | undefined> {
    const owner = record.ownerPid;
    if (answer === 'dead')
      return (await this.#isLeftover(record)) ? { ...bare(record), leftover: true } : this.#forget(record);
    if (answer === 'silent') return { ...bare(record), owner, reason: `devmgr ${owner} that runs it does not answer` };
    if (!answer.ok) return { ...bare(record), owner, reason: answer.message };
    const report = answer.servers.find(({ name }) => name === record.name);
    return report && { ...report, owner };
  }

  async #isLeftover({ pid, startTime }: RunRecord): Promise<boolean> {
    return pid !== undefined && startTime !== undefined && (await this.#options.processes.startTime(pid)) === startTime;
  }

  /** Ends a leftover, and removes its record. True when there was a process to end. */
  async #clear(record: RunRecord): Promise<boolean> {
    const { pid, startTime } = record;
    const isLeft = await this.#isLeftover(record);
    if (isLeft && pid !== undefined && startTime !== undefined)
      await this.#options.processes.stopForeign(pid, startTime);
    await this.#forget(record);
    return isLeft;
  }

  async #forget(record: RunRecord): Promise<undefined> {
    await this.#options.records.remove(record.name, record.ownerPid);
    await rm(record.socket, { force: true });
  }
}

function accepted(answer: Exclude<OwnerAnswer, 'dead'>, { ownerPid }: RunRecord): boolean {
  if (answer !== 'silent' && answer.ok) return true;
  const code = 'PLUGIN_SYSTEM_OWNER_FAILED' as const;
  if (answer === 'silent') {
    throw new DevmgrError({
      code,
      message: `devmgr ${ownerPid}, which runs the server, does not answer`,
      hint: `It may be suspended: bring it back with fg in its terminal, or end it: kill ${ownerPid}; kill -CONT ${ownerPid}`,
    });
  }
  throw new DevmgrError({ code, message: answer.message, hint: answer.hint });
}

function bare({ name, target, url, pid }: RunRecord): ServerReport {
  return { name, target, status: 'running', health: 'unknown', pid: pid ?? null, url, uptimeMs: null, restarts: 0 };
}
