import type { Disposable } from 'devmgr/plugin-api';
import type { ServerDefinition } from '../definition/server-definition.js';
import { parseAccessLine } from '../requests/parse-access-line.js';
import type { ServerTraces } from './server-traces.js';

/** Takes the requests of programs that tell nothing but their access log from it. `tells`: one does by now. */
export function readAccessLog(
  { name, runs, ssh }: ServerDefinition,
  traces: ServerTraces,
  tells: () => boolean,
): Disposable | undefined {
  if (runs.kind === 'url' || (runs.kind === 'app' && !ssh)) return undefined;
  const output = traces.output(name);
  const requests = traces.requests(name);
  return output.onDidAppend(({ first, count }) => {
    if (tells()) return;
    for (const { text, at } of output.lines(first, count)) {
      const request = parseAccessLine(text, at);
      if (request) requests.add(request);
    }
  });
}
