import { endedHost } from '../definitions/ended-hosts.js';
import type { KnownProvider } from '../definitions/known-provider.js';
import { chooseKey, type KeyChoice } from './choose-key.js';
import { endpointHeaders } from './endpoint-headers.js';
import type { EndpointSurroundings } from './endpoint-surroundings.js';
import type { Endpoint, EndpointSource, MissingEndpoint } from './endpoint.js';
import { hostReach } from './host-reach.js';
import { missingKey } from './missing-key.js';
import { plainHttpWarning } from './plain-http-warning.js';
import { providerAddress, type NamedAddress } from './provider-address.js';
import { requestAddress, type RequestAddress } from './request-address.js';
import { secretsPolicy } from './secrets-policy.js';
import { trustHint } from './trust-hint.js';
import { urlSecrets } from './url-secrets.js';

/** An address that was read. */
interface Place extends NamedAddress, RequestAddress {
  readonly url: URL;
}

/**
 * Where a provider is and how it is entered, worked out anew each time: `.env` and settings change. Base URLs: settings, else
 * the environment, else the project's `.env`, else the default. Keys: the environment, else `.env`.
 *
 * Nothing goes to a host that the project chose, unless that is this machine, the provider's own, or in `trustedHosts`: what is sent
 * is code, whosever key comes along. Nor does a variable that only the project calls a key. `provider` must hold nothing of the
 * project's settings but what says how to talk: see `configuredProviders`.
 */
export function endpointSource(provider: KnownProvider, surroundings: EndpointSurroundings): EndpointSource {
  return () => {
    const problem = surroundings.settings()?.problem;
    if (problem !== undefined) return needsSetup(problem);
    const address = providerAddress(provider, surroundings);
    if (!address) return needsSetup(provider.setupHint ?? `Set base-url in ${surroundings.settingPlaces().table}.`);
    const { reading, namedBy } = address;
    if ('problem' in reading) return needsSetup(`${namedBy} ${reading.problem}.`);
    for (const secret of urlSecrets(reading.url)) surroundings.addSecret?.(secret);
    const place = { ...address, ...requestAddress(reading.url, provider), url: reading.url };
    const ended = endedHost(place.url.hostname);
    if (ended !== undefined) return needsSetup(`${ended}: ${namedBy} must name another address.`, place.baseUrl);
    return enter(provider, place, surroundings);
  };
}

function needsSetup(hint: string, baseUrl?: string): MissingEndpoint {
  return { missing: 'needs-setup', hint, baseUrl };
}

function enter(provider: KnownProvider, place: Place, surroundings: EndpointSurroundings): Endpoint | MissingEndpoint {
  const settings = surroundings.settings();
  const trustedHosts = surroundings.trustedHosts();
  const policy = secretsPolicy(provider, place, settings, trustedHosts);
  const variables = settings?.keyVariable === undefined ? (provider.keyVariables ?? []) : [settings.keyVariable];
  const choice = chooseKey(variables, surroundings, policy.isForPersonsKey);
  const trust = trustHint(choice.withheld, place.url, place, { trustedHosts, ...surroundings.settingPlaces() });
  if (!policy.isForRequests) return needsSetup(trust, place.baseUrl);
  const isKeyOptional = provider.isKeyOptional ?? variables.length === 0;
  if (!choice.found && !isKeyOptional) return missingKey(choice, variables, trust, place.baseUrl);
  if (choice.found) surroundings.addSecret?.(choice.found.key);
  return {
    baseUrl: place.baseUrl,
    otherBaseUrls: place.others.map((other) => requestAddress(new URL(other), provider).baseUrl),
    key: choice.found?.key,
    keyVariable: choice.found?.variable ?? variables[0],
    host: hostReach(place.url.hostname) === 'loopback' ? undefined : place.url.hostname,
    headers: {
      ...loginHeader(place, choice, surroundings),
      ...endpointHeaders(provider, surroundings, policy.isForPersonsValues),
    },
    warnings: warningsOf(place, choice, trust),
  };
}

/** User and password of the URL; not beside a key, which takes the same header. */
function loginHeader(
  { login }: Place,
  { found }: KeyChoice,
  surroundings: EndpointSurroundings,
): Readonly<Record<string, string>> {
  if (login === undefined || found) return {};
  const encoded = Buffer.from(login, 'utf8').toString('base64');
  surroundings.addSecret?.(encoded);
  return { authorization: `Basic ${encoded}` };
}

function warningsOf(place: Place, { found, withheld, problems }: KeyChoice, trust: string): readonly string[] {
  const plainHttp = plainHttpWarning(place.url, found?.variable);
  const isLoginUnused = place.login !== undefined && found !== undefined;
  return [
    ...(plainHttp === undefined ? [] : [plainHttp]),
    ...(isLoginUnused ? [`User and password of ${place.namedBy} are not used: ${found.variable} is sent`] : []),
    ...(withheld.length > 0 && !found ? [trust] : []),
    ...(found ? [] : problems),
  ];
}
