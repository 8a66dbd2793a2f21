import { isAtOwnHost } from '../configuration/is-at-own-host.js';
import type { Absence } from './absence.js';
import { baseUrlHint } from './base-url-hint.js';
import { baseUrlSetting } from './base-url-setting.js';
import type { FailureContext } from './failure-context.js';

/** What to do about a provider that is not there. */
export function absenceHint(context: FailureContext, absence: Absence): string {
  const { definition } = context;
  if (isLookedForUnasked(context) && absence !== 'overloaded') return startHint(context);
  if (isVendors(context) && !['overloaded', 'failing', 'other-server'].includes(absence)) return wayHint(context);
  switch (absence) {
    case 'refused':
      return definition.kind === 'local-server' && definition.setupHint !== undefined
        ? startHint(context)
        : `Nothing listens there: start it, or correct ${baseUrlSetting(context)}`;
    case 'unknown-host':
      return `Check the host name in ${baseUrlSetting(context)}, and the connection`;
    case 'no-tls':
      return `Set ${baseUrlSetting(context)} to ${withScheme(context, 'http:')}`;
    case 'tls-only':
      return `Set ${baseUrlSetting(context)} to ${withScheme(context, 'https:')}`;
    case 'not-http':
      return notHttpHint(context);
    case 'silent':
      return `Try again later; if it stays so, look at what runs there, or correct ${baseUrlSetting(context)}`;
    case 'overloaded':
      return 'Try again later: it is overloaded or not ready yet';
    case 'failing':
      return 'Try again later; if it stays so, its own log says why';
    case 'other-server':
      return baseUrlHint(context);
    case 'no-way':
      return wayHint(context);
  }
}

/** `Start it: ollama serve`. */
export function startHint({ definition }: Pick<FailureContext, 'definition'>): string {
  return definition.setupHint?.replace(/\.$/, '') ?? 'Start it';
}

/** A local server where such a server usually is: nobody said that there is one. */
function isLookedForUnasked({ definition, endpoint }: FailureContext): boolean {
  if (definition.kind !== 'local-server' || definition.setupHint === undefined || !endpoint) return false;
  return [definition.baseUrl, ...(definition.otherBaseUrls ?? [])].includes(endpoint.baseUrl);
}

function isVendors({ definition, endpoint }: FailureContext): boolean {
  return definition.kind === 'cloud' && endpoint !== undefined && isAtOwnHost(definition, endpoint);
}

function wayHint(context: FailureContext): string {
  const isHere = context.definition.kind === 'local-server' && context.endpoint?.host === undefined;
  return `Check the connection${isHere ? '' : ', the proxy,'} and ${baseUrlSetting(context)}`;
}

function notHttpHint(context: FailureContext): string {
  const isPlain = context.endpoint?.baseUrl.startsWith('http:') ?? false;
  const what = isPlain ? 'What listens there speaks no plain http: is it https://, or' : 'What listens there is';
  return `${what} something else? Check ${baseUrlSetting(context)}`;
}

function withScheme({ endpoint }: FailureContext, scheme: 'http:' | 'https:'): string {
  return (endpoint?.baseUrl ?? '').replace(/^https?:/, scheme);
}
