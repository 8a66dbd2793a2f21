import type { NamedAddress } from './provider-address.js';
import type { SettingPlaces } from './setting-places.js';

/**
 * Why variables of the environment, or without any of them requests at all, are not sent, who wanted it, and the line that allows
 * it. The line holds the hosts of now too: pasted in the place of the old one it loses none.
 */
export function trustHint(
  variables: readonly string[],
  url: URL,
  { namedBy, origin }: NamedAddress,
  { trustedHosts, configFile }: Pick<SettingPlaces, 'configFile'> & { readonly trustedHosts: readonly string[] },
): string {
  const who = origin === 'project' ? `${namedBy} names ${url.hostname}` : `The project's settings choose the variable`;
  const hosts = [...trustedHosts, url.hostname].map((host) => JSON.stringify(host));
  const line = `ai-trusted-hosts = [${hosts.join(', ')}]`;
  const what = variables.length === 0 ? 'Nothing' : `${variables.join(' and ')} of your environment`;
  const verb = variables.length === 0 ? 'is sent' : 'is not sent';
  return `${what} ${verb} to ${url.hostname}. ${who}; if you trust it, add to ${configFile}: [system] ${line}`;
}
