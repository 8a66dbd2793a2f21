import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';

/** ssh reports each connection through a tunnel that nobody takes at its other end. */
export function isTunnelNoise(line: string): boolean {
  return /^channel \d+: open failed: /.test(line);
}

/** The machine there forwards nothing, to nobody or not for this key. */
export function isForwardingRefused(line: string): boolean {
  return /^channel \d+: open failed: administratively prohibited/.test(line);
}

export function forwardingRefused(host: string): ServerFault {
  return {
    kind: 'exit',
    message: `${host} does not let ssh forward ports`,
    hint: `Allow it there (AllowTcpForwarding in sshd_config), or let the server listen where this machine reaches it: host = "0.0.0.0"`,
  };
}

/** Somebody else was faster. */
export function tunnelPortTaken(localPort: number): ServerFault {
  return {
    kind: 'port',
    message: `Port ${localPort} of this machine was taken before ssh could forward it`,
    hint: 'Start it again: the next free one is used then',
  };
}
