import type { PluginContext } from 'devmgr/plugin-api';

type Host = Pick<PluginContext, 'processes'>;

/** Names a process for as long as the machine runs: `4711-881234`. A number alone is given again. */
export async function processMark({ processes }: Host, pid = process.pid): Promise<string> {
  const started = (await processes.startTime(pid)) ?? '0';
  return `${pid}-${started.replace(/[^A-Za-z0-9]/g, '_')}`;
}

/** Whether the process of a mark is gone. Where the system tells no start times, nobody can say: it is not. */
export async function isProcessGone(host: Host, mark: string): Promise<boolean> {
  const pid = Number(/^(\d+)-\w+$/.exec(mark)?.[1]);
  return Number.isInteger(pid) && (await processMark(host, pid)) !== mark;
}
