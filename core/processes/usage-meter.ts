import type { ProcessUsage } from 'devmgr/plugin-api';
import { FamilyTable } from './family-table.js';
import type { ProcessEntry } from './process-table.js';

interface Sample {
  /** Milliseconds of a monotonic clock. */
  readonly at: number;
  /** Used by each process since it began, by pid and start time. */
  readonly cpuMs: ReadonlyMap<string, number>;
}

const samplesKept = 100;

/** Measures what processes and their descendants use; the share of CPU is that between two calls. */
export class UsageMeter {
  readonly #samples = new Map<number, Sample>();
  readonly #table = new FamilyTable();

  /** `undefined` when no such process is visible. */
  async measure(pid: number): Promise<ProcessUsage | undefined> {
    const members = await this.#table.membersOf(pid);
    const before = this.#samples.get(pid);
    this.#samples.delete(pid);
    if (!members.some((entry) => entry.pid === pid)) return void this.#table.forget(pid);
    const sample = { at: performance.now(), cpuMs: new Map(members.map((entry) => [key(entry), entry.cpuMs])) };
    this.#remember(pid, sample);
    const rssBytes = members.reduce((total, entry) => total + entry.rssBytes, 0);
    return { cpuPercent: before ? cpuPercent(before, sample) : 0, rssBytes };
  }

  #remember(pid: number, sample: Sample): void {
    this.#samples.set(pid, sample);
    const [oldest] = this.#samples.keys();
    if (this.#samples.size <= samplesKept || oldest === undefined) return;
    this.#samples.delete(oldest);
    this.#table.forget(oldest);
  }
}

/** A process that is new since the last sample has used all of its time since then. */
function cpuPercent(before: Sample, now: Sample): number {
  let used = 0;
  for (const [process, cpuMs] of now.cpuMs) used += Math.max(0, cpuMs - (before.cpuMs.get(process) ?? 0));
  return (used / Math.max(1, now.at - before.at)) * 100;
}

function key(entry: ProcessEntry): string {
  return `${entry.pid} ${entry.startTime}`;
}
