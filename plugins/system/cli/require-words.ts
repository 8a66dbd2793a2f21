import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { STAY } from '../servers/remote/background-servers.js';

/** What an action takes beside its own word, where that is not any number of servers. */
const TAKES: Readonly<Record<string, { readonly most: number; readonly what: string }>> = {
  ports: { most: 0, what: 'takes no more words' },
  free: { most: 1, what: 'takes one port' },
  import: { most: 1, what: 'takes one file' },
  routes: { most: 1, what: 'takes one server' },
};
const WATCH = { most: 1, what: '--watch takes one server' };

/** Rejects words that an action does not look at: whoever wrote them expects something of them. */
export function requireWords(
  action: string,
  { args, rest, flags }: Pick<CliInvocation, 'args' | 'rest' | 'flags'>,
): void {
  const [behind] = rest;
  // Which one devmgr says to another.
  const stays = action === 'start' && flags.boolean('detach') && behind === STAY;
  if (behind !== undefined && !stays) throw stray(`server ${action} takes nothing behind --`, behind);
  const takes = action === 'status' && flags.boolean('watch') ? WATCH : TAKES[action];
  const word = takes && args.slice(1)[takes.most];
  if (word !== undefined) throw stray(`server ${action} ${takes?.what ?? ''}`, word);
}

function stray(message: string, word: string): DevmgrError {
  const hint = `Leave out ${JSON.stringify(word)}`;
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
