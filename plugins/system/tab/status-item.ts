import type { StyledText } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { serverSign, serverWord } from '../servers/describe-server.js';

const MOST = 3;

/** What the status line says of the servers that run or have crashed: `● api healthy`. Empty when there is none. */
export function serversStatus(servers: readonly ServerState[]): StyledText {
  const shown = servers.filter(({ status }) => status !== 'stopped');
  const more = shown.length > MOST ? [{ text: `  +${shown.length - MOST}` }] : [];
  const items = shown
    .slice(0, MOST)
    .flatMap((server, index) => [
      ...(index > 0 ? [{ text: '  ' }] : []),
      serverSign(server),
      { text: ` ${server.name} ${serverWord(server)}` },
    ]);
  return items.length === 0 ? '' : [...items, ...more];
}
