import { DevmgrError, ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../../system-parts.js';
import { requireGatewayFlags } from './require-gateway-flags.js';

type Action = (invocation: CliInvocation, parts: SystemParts) => Promise<number>;

/** Each is loaded when it is said. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  start: async () => (await import('./start-gateway.js')).startGateway,
  stop: async () => (await import('./stop-gateway.js')).stopGateway,
  status: async () => (await import('./show-gateway.js')).showGateway,
  log: async () => (await import('./show-calls.js')).showCalls,
  replay: async () => (await import('./replay-call.js')).replayCall,
  token: async () => (await import('./show-token.js')).showToken,
};

/** `devmgr gateway [action]`; without an action it is started. */
export function gatewayWord(parts: SystemParts): CliHandler {
  return async (invocation) => {
    const word = invocation.args[0] ?? 'start';
    const load = ACTIONS[word];
    if (!load) {
      const hint = `Say one of: ${Object.keys(ACTIONS).join(', ')}`;
      const message = `devmgr gateway cannot "${word}"`;
      throw new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
    }
    requireGatewayFlags(word, invocation);
    const action = await load();
    return action(invocation, parts);
  };
}
