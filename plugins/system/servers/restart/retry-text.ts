import type { ServerNext } from 'devmgr/plugin-api/contracts/servers';

/** `try 2 of 3` */
export function tryText({ attempt, most }: Extract<ServerNext, { kind: 'retry' }>): string {
  return most === undefined ? `try ${attempt}` : `try ${attempt} of ${most}`;
}

/** `0.2 s`, `4 s`: tenths only below ten seconds. */
export function secondsText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`;
}
