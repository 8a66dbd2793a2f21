import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { GATEWAY_TARGET } from '../../gateway/gateway-name.js';
import type { SystemParts } from '../../system-parts.js';

/** `gateway stop`: ends the gateway of this project, whoever started it: on the screen, in the background or in another terminal. 0 also when none runs. */
export async function stopGateway(
  { stdout, json }: CliInvocation,
  { manager }: Pick<SystemParts, 'manager'>,
): Promise<number> {
  await manager.discover();
  const gateway = manager.all.get().find(({ target, status }) => target === GATEWAY_TARGET && status !== 'stopped');
  if (gateway) await manager.stop(gateway.name);
  if (json) stdout.write(`${JSON.stringify({ stopped: gateway !== undefined })}\n`);
  else stdout.write(gateway ? 'The gateway has stopped\n' : 'No gateway of this project runs\n');
  return ExitCode.ok;
}
