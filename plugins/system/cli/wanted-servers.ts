import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';

/**
 * The servers that a word names, each once, or all of them with `--all`; `undefined`: it names none. Rejects for a name that nobody has, and
 * for `--all` beside names.
 */
export async function wantedServers(
  { args, flags }: CliInvocation,
  { manager }: SystemParts,
): Promise<readonly string[] | undefined> {
  const named = [...new Set(args.slice(1))];
  if (!flags.boolean('all')) {
    if (named.length === 0) return undefined;
    return Promise.all(named.map((name) => manager.resolve(name)));
  }
  if (named.length > 0) {
    const hint = 'Leave out the names, or --all';
    throw new DevmgrError({
      code: 'DEVMGR_USAGE',
      message: '--all names every server already',
      hint,
      exitCode: ExitCode.usage,
    });
  }
  await manager.discover();
  const all = manager.all.get().map(({ name }) => name);
  // Says what was tried.
  if (all.length === 0) await manager.resolve(undefined);
  return all;
}
