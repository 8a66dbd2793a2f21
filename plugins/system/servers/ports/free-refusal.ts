import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { describeHolder } from './describe-holder.js';
import type { PortHolder } from './port-holder.js';

/** Programs that hold a port for somebody else: their end would break more than it frees. */
const GO_BETWEENS: readonly (readonly [RegExp, (port: number) => string])[] = [
  [
    /^(?:docker-proxy|com\.docker\.\S*|dockerd|rootlesskit|rootlessport|vpnkit|OrbStack.*|colima)$/,
    (port) => `Stop the container that publishes it: docker ps --filter publish=${port}`,
  ],
  [/^(?:conmon|gvproxy|pasta|slirp4netns)$/, () => 'Stop the container that publishes it: podman ps'],
  [/^(?:kubectl|k3s|kube-proxy)$/, () => 'Stop the port forwarding where it was started'],
  [/^(?:wslrelay|wslhost)(?:\.exe)?$/, () => 'Stop what listens in WSL'],
  [/^(?:systemd|launchd|init|inetd|xinetd)$/, () => 'Stop the socket of the service: systemctl list-sockets'],
];

/** Why what holds a port is not ended from here; `undefined`: it may be, when the person agrees. `now`: milliseconds since the epoch. */
export function freeRefusal(holder: PortHolder, now: number): DevmgrError | undefined {
  const { owner, port, server, user } = holder;
  if (server !== undefined) return refuse(holder, now, `Stop it: devmgr server stop ${server}`);
  const through = owner && GO_BETWEENS.find(([pattern]) => pattern.test(programOf(owner.command)));
  if (through) return refuse(holder, now, through[1](port));
  if (!owner) {
    const whose = user === undefined ? 'Another user can' : `User ${user} can`;
    return refuse(holder, now, `${whose} end it; or choose another port`);
  }
  if (owner.isProtected) return refuse(holder, now, 'This devmgr would end with it: choose another port');
  if (!owner.isOurs) return refuse(holder, now, `User ${owner.user} can end it; or choose another port`);
  if (owner.startTime === undefined) return refuse(holder, now, 'It cannot be told apart from others: end it yourself');
  return undefined;
}

function refuse(holder: PortHolder, now: number, hint: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_PORT_NOT_OURS',
    message: `Port ${holder.port} is held by ${describeHolder(holder, now)}: devmgr does not end that`,
    hint,
    exitCode: ExitCode.unavailable,
  });
}

function programOf(command: string): string {
  return (command.split(/\s/)[0] ?? '').split('/').at(-1) ?? '';
}
