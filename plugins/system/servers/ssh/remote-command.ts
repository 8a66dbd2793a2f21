import { relative } from 'node:path';
import type { RunRequest } from '../run/server-run.js';
import { shellQuote } from './shell-quote.js';

/** What is run on the other machine, as words of sh: the command, or plain uvicorn with the Python of the folder there. */
export function remoteCommand({ definition, place, reload }: RunRequest): string {
  const { runs, cwd } = definition;
  if (runs.kind === 'command') return quoted(runs.command);
  if (runs.kind === 'url') return 'true';
  const { target, searchPath, factory, python, uvicornArgs } = runs;
  const args = [
    ...['-m', 'uvicorn', target, '--host', place.host === '' ? '0.0.0.0' : place.host, '--port', String(place.port)],
    // The folder there is as the one here.
    ...['--app-dir', relative(cwd, searchPath) || '.'],
    ...(factory ? ['--factory'] : []),
    ...(reload === 'off' ? [] : ['--reload']),
    ...uvicornArgs,
  ];
  return `${python === undefined ? FOUND_PYTHON : shellQuote(python)} ${quoted(args)}`;
}

const FOUND_PYTHON =
  '"$(for p in .venv/bin/python venv/bin/python; do [ -x "$p" ] && echo "$p" && exit; done; echo python3)"';

function quoted(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}
