import type { TextTools } from 'devmgr/plugin-api';
import type { ServerSettings } from '../server-settings.js';
import { commandLine } from './command-line.js';
import type { ServerDefinition } from './server-definition.js';

export type StartSettings = Pick<ServerSettings, 'host' | 'port' | 'python' | 'uvicornArgs' | 'reload' | 'healthPath'>;

/**
 * Everything that a start of a server runs, reads and asks, one line each, the name before the first. Secrets are masked, and nothing of it
 * can pass for something else: what a screen would not draw is written out.
 */
export function autostartText(
  server: ServerDefinition,
  settings: StartSettings,
  { redact, hiddenCharacters }: Pick<TextTools, 'redact' | 'hiddenCharacters'>,
): readonly string[] {
  const { name, cwd, env, envFiles, dependsOn, ssh, source, runs } = server;
  const variables = Object.entries(env).map(([variable, value]) => `${variable}=${value}`);
  const lines = [
    `${name}: ${whatRuns(server, settings)}`,
    ...whatRunsIt(server, settings),
    ssh && `on the machine ${ssh.host}${ssh.folder === undefined ? '' : `, in ${ssh.folder}`}`,
    runs.kind !== 'url' && !ssh && `in ${cwd}`,
    variables.length > 0 && `with ${commandLine(variables)}`,
    envFiles.length > 0 && `with the variables of ${commandLine(envFiles)}`,
    whatIsAsked(server, settings),
    server.traceTests && `knows the project's requests of tests`,
    dependsOn.length > 0 && `after ${dependsOn.map((each) => each.name).join(', ')}`,
    `says ${source}`,
  ];
  return lines
    .filter((line) => typeof line === 'string')
    .map((line, at) => `${at === 0 ? '' : '  '}${writtenOut(redact(line), hiddenCharacters)}`);
}

function whatRuns({ runs, url, host, port }: ServerDefinition, settings: StartSettings): string {
  if (runs.kind === 'url') return `watches ${url ?? ''}`;
  if (runs.kind === 'command') return commandLine(runs.command);
  const place = `${host ?? settings.host}${port === undefined ? '' : `:${port}`}`;
  return `the application ${runs.target}${runs.factory ? '()' : ''} of ${runs.searchPath} on ${place}`;
}

/** How an application is run; empty for anything else, and where nothing is said of it. */
function whatRunsIt({ runs }: ServerDefinition, settings: StartSettings): string[] {
  if (runs.kind !== 'app') return [];
  const python = runs.python ?? settings.python;
  const args = [...settings.uvicornArgs, ...runs.uvicornArgs];
  return [
    ...(python === '' ? [] : [`run by ${commandLine([python])}`]),
    ...(args.length === 0 ? [] : [`uvicorn arguments ${commandLine(args)}`]),
  ];
}

function whatIsAsked({ health: { probe }, url }: ServerDefinition, { healthPath }: StartSettings): string | undefined {
  if (probe.kind === 'command') return `asked by ${commandLine(probe.command)}`;
  if (probe.kind === 'tcp') return probe.host === undefined ? undefined : `asked at ${probe.host}:${probe.port ?? ''}`;
  const path = probe.kind === 'http' ? probe.path : probe.kind === 'auto' ? healthPath : '';
  const headers = probe.kind === 'http' ? Object.keys(probe.headers) : [];
  const sent = headers.length === 0 ? '' : `, sending ${headers.join(', ')}`;
  if (path === '' && url === undefined) return undefined;
  return `asked at ${[url, path].filter((part) => part !== undefined && part !== '').join(' ')}${sent}`;
}

/** `\u{202e}` and `\n` in place of what turns, hides or breaks a line. */
function writtenOut(line: string, hiddenCharacters: TextTools['hiddenCharacters']): string {
  const visible = hiddenCharacters(line).reduceRight(
    (text, { at, length, name }) => `${text.slice(0, at)}\\u{${name.slice(2)}}${text.slice(at + length)}`,
    line,
  );
  return visible.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}
