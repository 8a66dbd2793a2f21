import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';

const NOISE =
  /^(?:Warning: Permanently added|Connection to \S+ closed|Shared connection to|Pseudo-terminal|debug\d|\*\* )/;

/** What ssh itself says of a connection that was there: everything else is output of the server. */
const LOST =
  /^(?:ssh: |client_loop: |packet_write_|ssh_dispatch_|Timeout, server |Read from remote host |Write failed: |Connection to \S+ (?:closed by|timed out)|Connection (?:reset|closed) by )/;

const HINTS: readonly (readonly [RegExp, (host: string) => string])[] = [
  [
    /host key verification failed|host identification has changed/i,
    (host) => `Connect by hand and look at its key: ssh ${host}`,
  ],
  [/permission denied/i, (host) => `ssh ${host} must work without a question: ssh-copy-id ${host}, or ssh-add`],
  [/could not resolve/i, (host) => `No machine is called ${host}: look into ~/.ssh/config`],
  [/cannot listen to port|request local forwarding/i, () => 'Start it again: the next free port is used then'],
  [/refused/i, (host) => `No ssh server answers at ${host}`],
  [/timed out|no route|unreachable/i, (host) => `${host} cannot be reached: is it on, and the network?`],
];

/** Why ssh itself failed, by what it wrote. `wasStarted`: the server ran there, and the connection was lost. */
export function sshFault(lines: readonly string[], host: string, wasStarted: boolean): ServerFault {
  if (wasStarted) return lostConnection(lines, host);
  const said = lines.filter((line) => line.trim() !== '' && !NOISE.test(line));
  const known = said.find((line) => HINTS.some(([pattern]) => pattern.test(line)));
  const last = (known ?? said.at(-1))?.trim();
  const message = `ssh ${host} failed${last === undefined ? '' : `: ${last}`}`;
  const hint = HINTS.find(([pattern]) => pattern.test(last ?? ''))?.[1](host) ?? `Try it by hand: ssh ${host}`;
  return { kind: 'exit', message, hint };
}

function lostConnection(lines: readonly string[], host: string): ServerFault {
  const said = lines.findLast((line) => LOST.test(line))?.trim();
  return {
    kind: 'exit',
    message: `The connection to ${host} was lost${said === undefined ? '' : `: ${said}`}`,
    hint: 'What runs there ends when it notices; the next start ends it first',
  };
}

/** Why the server could not be run there, by how it ended; `undefined`: its own output tells. */
export function remoteFault(
  code: number,
  host: string,
  folder: string | undefined,
  noFolder: boolean,
): ServerFault | undefined {
  if (noFolder) {
    return {
      kind: 'exit',
      message: `${host} has no folder ${folder ?? '~'}`,
      hint: 'Correct `folder` of `ssh`: absolute, or from the home there',
    };
  }
  if (code !== 127) return undefined;
  return {
    kind: 'exit',
    message: `The command was not found on ${host}`,
    hint: 'ssh reads no profile there: name the whole path',
  };
}
