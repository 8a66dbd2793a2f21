import type { RequestFigures } from './request-log.js';
import type { ServerRequest } from './server-request.js';

const SWITCHING_PROTOCOLS = 101;

/** The figures of some requests, oldest first, under a name. */
export function requestFigures(route: string, requests: readonly ServerRequest[]): RequestFigures {
  const durations = requests.flatMap(duration).sort((a, b) => a - b);
  const rank = (share: number) => durations[Math.ceil(share * durations.length) - 1];
  return {
    route,
    count: requests.length,
    errors: requests.filter(isError).length,
    lastStatus: requests.at(-1)?.status,
    p50: rank(0.5),
    p95: rank(0.95),
    p99: rank(0.99),
  };
}

/** The figures of each route, the most asked first. */
export function figuresByRoute(requests: readonly ServerRequest[]): RequestFigures[] {
  const byRoute = new Map<string, ServerRequest[]>();
  for (const request of requests) {
    const name = routeName(request);
    const known = byRoute.get(name);
    if (known) known.push(request);
    else byRoute.set(name, [request]);
  }
  return [...byRoute].map(([route, some]) => requestFigures(route, some)).sort(byCount);
}

/** `GET /orders/{id}`; the path without its query where no route is known. */
export function routeName({ method, path, route }: ServerRequest): string {
  return `${method} ${route ?? path.split('?', 1)[0] ?? path}`;
}

/** How long a WebSocket or a stream was open says nothing about how fast the server is; how soon a stream began does. */
function duration({ status, durationMs, firstByteMs, streamed }: ServerRequest): number[] {
  const ms = streamed ? firstByteMs : durationMs;
  return ms === undefined || status === SWITCHING_PROTOCOLS ? [] : [ms];
}

function isError({ status }: ServerRequest): boolean {
  return status === undefined || status >= 500;
}

function byCount(a: RequestFigures, b: RequestFigures): number {
  return b.count - a.count || (a.route < b.route ? -1 : 1);
}
