import { DevmgrError, type StyledText } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { exitText, serverSign, serverWord } from '../servers/describe-server.js';
import type { Interpreter } from '../servers/interpreter/interpreter-finder.js';
import type { SystemParts } from '../system-parts.js';

const CRASH_LINES = 8;

/** What is to be said of a server, one line each: what it is, how it is, and what to do when it is not well. */
export function serverDetails(parts: SystemParts, server: ServerState | undefined): StyledText[] {
  if (!server) return nothingFound(parts);
  const definition = parts.manager.definition(server.name);
  const interpreter = parts.manager.interpreter(server.name);
  return [
    [
      { text: server.target, style: 'strong' },
      { text: definition ? `   ${definition.source}` : '', style: 'muted' },
    ],
    interpreter ? interpreterText(interpreter) : [{ text: 'interpreter: chosen at the start', style: 'muted' }],
    stateText(server),
    ...problem(parts, server),
  ];
}

function interpreterText({ origin, version, uvicorn, fastapi }: Interpreter): StyledText {
  return `${origin}   python ${version}   uvicorn ${uvicorn}${fastapi === undefined ? '' : `   fastapi ${fastapi}`}`;
}

function stateText(server: ServerState): StyledText {
  const sign = serverSign(server);
  const facts = [
    serverWord(server),
    ...runFacts(server),
    ...(server.restarts > 0 ? [`restarts ${server.restarts}`] : []),
  ];
  return [sign, { text: ` ${facts.join(' · ')}` }];
}

function runFacts(server: ServerState): string[] {
  if (server.status !== 'running') return 'pid' in server && server.pid !== undefined ? [`pid ${server.pid}`] : [];
  const path = server.health.kind === 'healthy' ? [`GET ${server.health.path}`] : [];
  return [...path, `pid ${server.pid}`, server.url];
}

function problem({ manager }: SystemParts, server: ServerState): StyledText[] {
  if (server.status === 'running' && server.health.kind === 'unhealthy') {
    return [[{ text: server.health.reason, style: 'warning' }]];
  }
  if (server.status === 'crashed') {
    const lines = server.lastLines.slice(-CRASH_LINES).map((text): StyledText => [{ text, style: 'error' }]);
    return [[{ text: `${server.name} ${exitText(server.exit)}`, style: 'error' }], ...lines];
  }
  const failure = manager.failure(server.name);
  return server.status === 'stopped' && DevmgrError.isInstance(failure) ? failureText(failure) : [];
}

function failureText({ message, hint }: DevmgrError): StyledText[] {
  return [
    [{ text: message, style: 'error' }],
    ...(hint === undefined ? [] : [[{ text: hint, style: 'muted' }] as const]),
  ];
}

function nothingFound({ manager }: SystemParts): StyledText[] {
  const { tried } = manager;
  if (tried.length === 0) return ['Looking for FastAPI applications…'];
  return [
    'No FastAPI application was found. Name it in pyproject.toml:',
    [{ text: '[tool.fastapi]', style: 'code' }],
    [{ text: 'entrypoint = "module:attribute"', style: 'code' }],
    ...tried.map((line): StyledText => [{ text: line, style: 'muted' }]),
  ];
}
