import type { ProcessEntry } from './process-table.js';
import { runTool } from './run-tool.js';

// One -o a column: BSD's ps takes everything behind the first `=` as a heading.
const columns = ['pid', 'ppid', 'pgid', 'stat', 'rss', 'time', 'lstart'].flatMap((name) => ['-o', `${name}=`]);

/** Every living process as `ps` lists it; empty when there is no ps. */
export async function readPsTable(): Promise<readonly ProcessEntry[]> {
  return parsePs((await runTool('ps', ['-A', ...columns])) ?? '');
}

/** One process as `ps` shows it. */
export async function readPsEntry(pid: number): Promise<ProcessEntry | undefined> {
  return parsePs((await runTool('ps', ['-p', String(pid), ...columns])) ?? '')[0];
}

/**
 * Lines of `pid ppid pgid stat rss(KiB) time lstart`, where time is `[[dd-]hh:]mm:ss[.cc]` and lstart holds spaces.
 * The session is left out: macOS prints an address for it.
 */
export function parsePs(output: string): readonly ProcessEntry[] {
  const found: ProcessEntry[] = [];
  for (const line of output.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(\S+)\s+(\S.*?)\s*$/.exec(line);
    if (!match) continue;
    const [, pid, parent, group, state = '', rssKib, time = '', startTime = ''] = match;
    if (state.startsWith('Z')) continue;
    found.push({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      session: 0,
      startTime,
      cpuMs: cpuMs(time),
      rssBytes: Number(rssKib) * 1024,
    });
  }
  return found;
}

function cpuMs(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse();
  const seconds = clock.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1000);
}
