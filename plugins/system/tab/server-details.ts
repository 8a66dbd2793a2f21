import { DevmgrError, type StyledText } from 'devmgr/plugin-api';
import type { ServerFault, ServerState } from 'devmgr/plugin-api/contracts/servers';
import { exitText, serverSign } from '../servers/describe-server.js';
import { isOnlyRunning, PROCESS_LOOK } from '../servers/health/process-look.js';
import { describeLook } from '../servers/health/describe-look.js';
import type { Interpreter } from '../servers/interpreter/interpreter-finder.js';
import { faultPlace, phaseNote, phaseWord, reloadLine } from '../servers/phase-text.js';
import { otherPorts } from '../servers/ports/other-ports.js';
import { isPortTaken } from '../servers/ports/is-port-taken.js';
import { screenHint } from '../servers/screen-hint.js';
import { shortDuration } from '../servers/short-duration.js';
import { memoryText, percentText } from '../servers/usage-text.js';
import type { SystemParts } from '../system-parts.js';
import { requestFiguresText } from './server/request-figures-text.js';

/** What is to be said of a server, one line each: what it is, how it is, and what to do when it is not well. */
export function serverDetails(parts: SystemParts, server: ServerState | undefined): StyledText[] {
  if (!server) return nothingFound(parts);
  const source = parts.manager.definition(server.name)?.source;
  const now = parts.context.clock.now();
  return [
    [
      { text: server.target, style: 'strong' },
      { text: source === undefined ? '' : `  ${source}`, style: 'muted' },
    ],
    ...interpreterText(parts, server),
    stateText(parts, server, now),
    ...placeText(server),
    ...runText(server, now),
    ...requestText(parts, server, now),
    ...problem(parts, server),
  ];
}

function interpreterText({ manager }: SystemParts, server: ServerState): StyledText[] {
  if (server.kind !== 'app') return [];
  const interpreter: Interpreter | undefined = manager.facts(server.name)?.interpreter;
  if (!interpreter) return [[{ text: 'the interpreter is chosen at the start', style: 'muted' }]];
  const { origin, version, uvicorn, fastapi } = interpreter;
  return [`${origin}  python ${version}`, `uvicorn ${uvicorn}${fastapi === undefined ? '' : `  fastapi ${fastapi}`}`];
}

function stateText({ manager }: SystemParts, server: ServerState, now: number): StyledText {
  const health = server.status === 'running' && server.health.kind === 'healthy' ? server.health : undefined;
  const latency = health ? lookText(health) : [];
  const restarts = server.restarts > 0 ? [`restarts ${server.restarts}`] : [];
  const word = server.status === 'running' ? healthWord(server.health) : phaseWord(server);
  const most = manager.definition(server.name)?.restart.maxRestarts;
  const isNoted = server.status === 'starting' || isRetrying(server) || isOutdated(server);
  const note = isNoted ? phaseNote(server, now, most) : '';
  const said = note === '' ? word : `${word}${isOutdated(server) ? ' · ' : ' '}${note}`;
  return [serverSign(server), { text: ` ${[said, ...latency, ...restarts, ...doneText(server, now)].join(' · ')}` }];
}

/** A look that measures no time says 0. */
function lookText({ latencyMs, path }: { readonly latencyMs: number; readonly path: string }): string[] {
  const latency = latencyMs > 0 ? [`${Math.max(1, Math.round(latencyMs))}ms`] : [];
  return path === '' || path === PROCESS_LOOK ? latency : [...latency, describeLook(path)];
}

function healthWord(health: Extract<ServerState, { status: 'running' }>['health']): string {
  return health.kind === 'unknown' || isOnlyRunning(health) ? 'running' : health.kind;
}

function isRetrying(server: ServerState): boolean {
  return server.status === 'crashed' && server.next.kind === 'retry';
}

function isOutdated(server: ServerState): boolean {
  return server.status === 'running' && !server.reload && server.settingsChanged === true;
}

function doneText(server: ServerState, now: number): string[] {
  if (server.status !== 'stopped' || server.completedAt === undefined) return [];
  return [`${shortDuration(now - server.completedAt)} ago`];
}

/** Who runs it, where that is not this devmgr on this machine. */
function placeText({ kind, owner, detached, ssh }: ServerState): StyledText[] {
  const by = owner === undefined ? [] : [`run by another devmgr (pid ${owner})`];
  const said = [
    ...(kind === 'url' ? ['watched, started by somebody else'] : []),
    ...(detached ? ['goes on when devmgr ends'] : by),
    ...(ssh === undefined ? [] : [`on ${ssh} through ssh`]),
  ];
  return said.length === 0 ? [] : [[{ text: said.join(' · '), style: 'muted' }]];
}

function runText(server: ServerState, now: number): StyledText[] {
  if (server.status !== 'running') return [];
  const { cpuPercent, rssBytes } = server.metrics;
  const isMeasured = cpuPercent !== undefined && rssBytes !== undefined;
  const usage = isMeasured ? [`cpu ${percentText(cpuPercent)}`, memoryText(rssBytes)] : [];
  const pid = server.pid === undefined ? [] : [`pid ${server.pid}`];
  const run = [...pid, ...usage, `up ${shortDuration(now - server.startedAt)}`].join(' · ');
  return [...(server.url === '' ? [] : [server.url]), run, ...(server.reload ? [reloadLine(server.reload)] : [])];
}

function requestText({ manager }: SystemParts, server: ServerState, now: number): StyledText[] {
  const requests = server.status === 'running' ? manager.requests(server.name) : undefined;
  return requests && requests.end > 0 ? [requestFiguresText(requests.summary(now))] : [];
}

function problem({ manager }: SystemParts, server: ServerState): StyledText[] {
  if (server.status === 'running') return runningProblem(server);
  if (server.status === 'crashed') return crashText(server);
  const failure = manager.failure(server.name);
  return server.status === 'stopped' && DevmgrError.isInstance(failure)
    ? failureText(manager, server.name, failure)
    : [];
}

function runningProblem({ health, reload }: Extract<ServerState, { status: 'running' }>): StyledText[] {
  const unwell: StyledText[] = health.kind === 'unhealthy' ? [[{ text: health.reason, style: 'warning' }]] : [];
  if (reload?.phase !== 'broken') return unwell;
  return [...unwell, ...faultLines(reload.fault), [{ text: 'the last good code still answers', style: 'muted' }]];
}

/** The whole output stands in the pane below. */
function crashText({ name, exit, fault, next }: Extract<ServerState, { status: 'crashed' }>): StyledText[] {
  const ended: StyledText = [{ text: `${name} ${exitText(exit)}`, style: 'error' }];
  return [ended, ...(fault ? faultLines(fault) : []), ...nextLines(next)];
}

function faultLines(fault: ServerFault): StyledText[] {
  const place = faultPlace(fault);
  return [
    ...(place === undefined ? [] : [[{ text: place, style: 'accent' } as const]]),
    [{ text: fault.message, style: 'error' }],
    ...(fault.hint === undefined ? [] : [fault.hint]),
  ];
}

function nextLines(next: Extract<ServerState, { status: 'crashed' }>['next']): StyledText[] {
  if (next.kind === 'change') return ['It starts again when a file of it changes'];
  return next.kind === 'nothing' && next.reason !== undefined ? [`${next.reason}. Mend it, then s`] : [];
}

function failureText(manager: SystemParts['manager'], name: string, failure: DevmgrError): StyledText[] {
  const hasNoOther = (port: number | undefined) => port === undefined || otherPorts(manager, name).has(port);
  const isLeftToChoose = isPortTaken(failure) && hasNoOther(failure.freePort);
  const hint = isLeftToChoose ? 'Choose another port with p' : screenHint(failure);
  return [[{ text: failure.message, style: 'error' }], ...(hint === undefined ? [] : [hint])];
}

function nothingFound({ manager }: SystemParts): StyledText[] {
  if (!manager.isDiscovered) return ['Looking for FastAPI applications…'];
  return [
    'No FastAPI application was found. Name it in pyproject.toml:',
    [{ text: '[tool.fastapi]', style: 'code' }],
    [{ text: 'entrypoint = "module:attribute"', style: 'code' }],
    ...manager.tried.map((line): StyledText => [{ text: line, style: 'muted' }]),
  ];
}
