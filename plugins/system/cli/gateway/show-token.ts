import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { GatewayToken } from '../../gateway/security/gateway-token.js';
import { homePath } from '../../providers/home-path.js';
import type { SystemParts } from '../../system-parts.js';

/** `gateway token`: where it lies; `--show`: the token alone, for `$(...)`; `--rotate`: makes a new one first. */
export async function showToken({ flags, stdout, json }: CliInvocation, { context }: SystemParts): Promise<number> {
  const token = new GatewayToken(context.storage.globalDir);
  const isNew = flags.boolean('rotate');
  const value = isNew ? await token.rotate() : await token.get();
  const isShown = flags.boolean('show');
  if (json) stdout.write(`${JSON.stringify({ path: token.path, ...(isShown && { token: value }) })}\n`);
  else stdout.write(`${isShown ? value : hint(homePath(token.path, context.env), isNew)}\n`);
  return ExitCode.ok;
}

function hint(path: string, isNew: boolean): string {
  const news = isNew
    ? 'A new token is in force: give it to your clients, the old one is refused within a second\n'
    : '';
  return `${news}${path}\nPrint the token itself with: devmgr gateway token --show`;
}
