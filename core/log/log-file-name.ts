/** `<project>.<yyyymmdd-hhmmss>.<pid>.jsonl`, and `….<pid>.<n>.jsonl` for what follows when that is full. */
const NAME = /^(?<project>.+)\.\d{8}-\d{6}\.\d+(?:\.\d+)?\.jsonl$/;

/** Name of the file of one process; `at` in milliseconds, written in UTC. */
export function logFileName(project: string, at: number, pid: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return `${project}.${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}.${pid}.jsonl`;
}

/** The project that a file name belongs to, or `undefined` when it is none of ours. */
export function projectOfLogFile(name: string): string | undefined {
  return NAME.exec(name)?.groups?.['project'];
}
