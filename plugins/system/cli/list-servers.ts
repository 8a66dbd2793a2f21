import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerDefinition } from '../servers/definition/server-definition.js';
import type { ServerReport } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';
import { alignedColumns } from './aligned-columns.js';
import { defaultServer } from './default-server.js';
import { shortTarget } from './short-target.js';
import { stateWord } from './print-servers.js';
import { serverReports } from './server-reports.js';

/** `server list`: the servers of the project, running or not, and what the settings say of them. 3 when some of these are wrong, else 0, also when there is none: then it tells what was tried. */
export async function listServers(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { manager, context } = parts;
  const { tried, problems } = await manager.discover();
  const wrong = problems.filter(({ severity }) => severity === 'error');
  const code = wrong.length > 0 ? ExitCode.config : ExitCode.ok;
  const named = invocation.args.slice(1);
  const reports = await serverReports(parts, named.length > 0 ? named : undefined);
  const first = reports.length > 1 ? await defaultServer(parts).catch(() => undefined) : undefined;
  const listed = reports.map((report) => {
    return { report, definition: manager.definition(report.name), isDefault: report.name === first };
  });
  if (invocation.json) {
    const servers = listed.map(({ report, definition, isDefault }) => {
      return { ...report, ...(definition && saidOf(definition, manager)), ...(isDefault && { default: true }) };
    });
    invocation.stdout.write(`${JSON.stringify({ servers, problems })}\n`);
    return code;
  }
  if (reports.length > 0) {
    const rows = [
      ['NAME', 'KIND', 'STATE', 'AT', 'NEEDS', 'FROM', 'TARGET'],
      ...listed.map((each) => cells(each, parts)),
    ];
    invocation.stdout.write(
      alignedColumns(rows, context.text)
        .map((line) => `${context.text.clean(line)}\n`)
        .join(''),
    );
  } else if (wrong.length === 0) {
    const lines = ['No FastAPI application was found. Tried:', ...tried.map((line) => `  ${line}`), ''];
    invocation.stderr.write(context.text.clean(lines.join('\n')));
  }
  // What is to be written instead was told when they were read.
  for (const { name, message } of wrong)
    invocation.stdout.write(context.text.clean(`! ${name === '' ? '' : `${name}  `}wrong settings  ${message}\n`));
  return code;
}

interface Listed {
  readonly report: ServerReport;
  readonly definition: ServerDefinition | undefined;
  /** It is meant where none is named. */
  readonly isDefault: boolean;
}

function cells({ report, definition, isDefault }: Listed, { manager }: SystemParts): string[] {
  const { name, kind = '-', target, url, ssh } = report;
  return [
    name,
    kind,
    stateWord(report),
    url ?? plannedUrl(definition, manager),
    needs(definition),
    definition?.source ?? '-',
    `${shortTarget(target, ssh)}${isDefault ? ' (default)' : ''}`,
  ];
}

/** Where it would be reached. */
function plannedUrl(definition: ServerDefinition | undefined, manager: SystemParts['manager']): string {
  if (!definition) return '-';
  if (definition.url !== undefined) return definition.url;
  const { host, port } = placeOf(definition, manager);
  return port === null ? '-' : `${host}:${port}`;
}

/** Where a start without flags would listen; a command without a port of its own listens nobody knows where. */
function placeOf(definition: ServerDefinition, manager: SystemParts['manager']) {
  const { name, host, port, runs } = definition;
  if (runs.kind === 'url' || (runs.kind !== 'app' && port === undefined))
    return { host: host ?? null, port: port ?? null };
  const planned = manager.plannedPlace(name);
  return { host: planned.host, port: planned.port };
}

function needs(definition: ServerDefinition | undefined): string {
  const names = definition?.dependsOn.map(({ name }) => name) ?? [];
  return names.length === 0 ? '-' : names.join(', ');
}

/** Without its environment, which may have secrets. */
function saidOf(definition: ServerDefinition, manager: SystemParts['manager']) {
  const { source, cwd, dependsOn, reload, autostart, health, restart } = definition;
  return {
    source,
    cwd,
    ...placeOf(definition, manager),
    dependsOn: Object.fromEntries(dependsOn.map(({ name, condition }) => [name, condition])),
    healthProbe: health.probe.kind,
    reloadMode: reload ?? null,
    restart: restart.when,
    autostart: autostart ?? null,
  };
}
