import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';

/** One list of several, by time; entries of one list never change their order, whatever their times say. */
export function mergeByTime(lists: readonly (readonly LogEntry[])[]): LogEntry[] {
  const all = lists.flatMap((list) => {
    let latest = -Infinity;
    return list.map((entry) => ({ entry, at: (latest = Math.max(latest, entry.at)) }));
  });
  return all.sort((a, b) => a.at - b.at).map(({ entry }) => entry);
}
