import { ExitCode, type CliInvocation, type TextTools } from 'devmgr/plugin-api';
import type { SavedRequest, SavedRequests } from '../servers/client/saved-requests.js';
import { alignedColumns } from './aligned-columns.js';

/** `server call --list [name]`: the requests that are saved in this project, or those for one server. 0, also when there is none. */
export async function listSaved(
  { json, stdout, stderr }: CliInvocation,
  requests: SavedRequests,
  server: string | undefined,
  text: TextTools,
): Promise<number> {
  const saved = (await requests.list()).filter((each) => server === undefined || each.server === server);
  if (json) {
    const documents = saved.map(({ name, server: its, request: { method, path } }) => ({
      name,
      server: its,
      method,
      path,
    }));
    stdout.write(`${JSON.stringify({ saved: documents })}\n`);
  } else if (saved.length === 0) {
    stderr.write('No request is saved. Save one: devmgr server call METHOD PATH --save NAME\n');
  } else {
    const lines = alignedColumns([['NAME', 'SERVER', 'METHOD', 'PATH'], ...saved.map(cells)], text);
    stdout.write(lines.map((line) => `${text.redact(text.clean(line))}\n`).join(''));
  }
  return ExitCode.ok;
}

function cells({ name, server, request }: SavedRequest): string[] {
  return [name, server, request.method, request.path];
}
