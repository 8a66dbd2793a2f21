import { createHash } from 'node:crypto';
import type { PluginContext } from 'devmgr/plugin-api';

type Host = Pick<PluginContext, 'processes'>;

/** Names a process for ever: `4711-88f1c234`. Its number alone is given again. Short, as paths of sockets are. */
export async function processMark({ processes }: Host, pid = process.pid): Promise<string> {
  const started = (await processes.startTime(pid)) ?? '0';
  return `${pid}-${createHash('sha256').update(started).digest('hex').slice(0, 8)}`;
}

/** Whether the process of a mark is gone. Where the system tells no start times, nobody can say: it is not. */
export async function isProcessGone(host: Host, mark: string): Promise<boolean> {
  const pid = Number(/^(\d+)-\w+$/.exec(mark)?.[1]);
  return Number.isInteger(pid) && (await processMark(host, pid)) !== mark;
}
