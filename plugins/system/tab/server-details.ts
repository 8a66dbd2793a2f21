import { DevmgrError, type StyledText } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { crashCause } from '../servers/crash-cause.js';
import { exitText, serverSign, serverWord } from '../servers/describe-server.js';
import type { Interpreter } from '../servers/interpreter/interpreter-finder.js';
import { screenHint } from '../servers/screen-hint.js';
import { shortDuration } from '../servers/short-duration.js';
import { memoryText, percentText } from '../servers/usage-text.js';
import type { SystemParts } from '../system-parts.js';

/** What is to be said of a server, one line each: what it is, how it is, and what to do when it is not well. */
export function serverDetails(parts: SystemParts, server: ServerState | undefined): StyledText[] {
  if (!server) return nothingFound(parts);
  const source = parts.manager.definition(server.name)?.source;
  return [
    [
      { text: server.target, style: 'strong' },
      { text: source === undefined ? '' : `  ${source}`, style: 'muted' },
    ],
    ...interpreterText(parts.manager.interpreter(server.name)),
    stateText(server),
    ...runText(server, parts.context.clock.now()),
    ...problem(parts, server),
  ];
}

function interpreterText(interpreter: Interpreter | undefined): StyledText[] {
  if (!interpreter) return [[{ text: 'the interpreter is chosen at the start', style: 'muted' }]];
  const { origin, version, uvicorn, fastapi } = interpreter;
  return [`${origin}  python ${version}`, `uvicorn ${uvicorn}${fastapi === undefined ? '' : `  fastapi ${fastapi}`}`];
}

function stateText(server: ServerState): StyledText {
  const health = server.status === 'running' && server.health.kind === 'healthy' ? server.health : undefined;
  const latency = health ? [`${Math.round(health.latencyMs)}ms`, `GET ${health.path}`] : [];
  const restarts = server.restarts > 0 ? [`restarts ${server.restarts}`] : [];
  return [serverSign(server), { text: ` ${[serverWord(server), ...latency, ...restarts].join(' · ')}` }];
}

function runText(server: ServerState, now: number): StyledText[] {
  if (server.status !== 'running') return [];
  const { cpuPercent, rssBytes } = server.metrics;
  const isMeasured = cpuPercent !== undefined && rssBytes !== undefined;
  const usage = isMeasured ? [`cpu ${percentText(cpuPercent)}`, memoryText(rssBytes)] : [];
  return [server.url, [`pid ${server.pid}`, ...usage, `up ${shortDuration(now - server.startedAt)}`].join(' · ')];
}

function problem({ manager, context }: SystemParts, server: ServerState): StyledText[] {
  if (server.status === 'running' && server.health.kind === 'unhealthy') {
    return [[{ text: server.health.reason, style: 'warning' }]];
  }
  if (server.status === 'crashed') return crashText(server, context.workspace.root);
  const failure = manager.failure(server.name);
  return server.status === 'stopped' && DevmgrError.isInstance(failure) ? failureText(failure) : [];
}

/** The whole output stands in the pane below. */
function crashText({ name, exit, lastLines }: Extract<ServerState, { status: 'crashed' }>, root: string): StyledText[] {
  const { message, frame } = crashCause(lastLines, root);
  const place: StyledText[] = frame ? [[{ text: `${frame.path}:${frame.line}`, style: 'accent' }]] : [];
  const said: StyledText[] = message === undefined ? [] : [[{ text: message, style: 'error' }]];
  return [[{ text: `${name} ${exitText(exit)}`, style: 'error' }], ...place, ...said];
}

function failureText(failure: DevmgrError): StyledText[] {
  const hint = screenHint(failure);
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
