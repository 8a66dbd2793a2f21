import type { KnownProvider } from '../definitions/known-provider.js';
import type { ProviderSettings } from './endpoint-surroundings.js';
import { isTrusted } from './is-trusted.js';
import { mayReceiveSecrets } from './may-receive-secrets.js';
import type { AddressOrigin } from './provider-address.js';

/** What may go to an address. */
export interface SecretsPolicy {
  /** Requests at all: they hold the person's code. */
  readonly isForRequests: boolean;
  /** Values that are known to be meant for this provider. */
  readonly isForPersonsValues: boolean;
  isForPersonsKey(variable: string): boolean;
}

/**
 * Two things can make the project choose where a secret goes: it names the address, or it calls a variable of the environment
 * a key. The vendor's own hosts and this machine are fine in the first case only: `AWS_SECRET_ACCESS_KEY` is nothing for them
 * either, and who listens here may be the project.
 */
export function secretsPolicy(
  provider: KnownProvider,
  address: { readonly url: URL; readonly origin: AddressOrigin },
  settings: ProviderSettings | undefined,
  trustedHosts: readonly string[],
): SecretsPolicy {
  const isForRequests =
    address.origin !== 'project' || mayReceiveSecrets(address.url, { ownHosts: ownHostsOf(provider), trustedHosts });
  const isNamedByProject = (variable: string) =>
    settings?.keyVariableOrigin === 'project' &&
    settings.keyVariable === variable &&
    !provider.keyVariables?.includes(variable);
  return {
    isForRequests,
    isForPersonsValues: isForRequests,
    isForPersonsKey: (variable) =>
      isForRequests && (!isNamedByProject(variable) || isTrusted(address.url, trustedHosts)),
  };
}

function ownHostsOf({ baseUrl, conventions }: KnownProvider): readonly string[] {
  const standard = baseUrl !== undefined && URL.canParse(baseUrl) ? [new URL(baseUrl).hostname] : [];
  return [...standard, ...(conventions?.ownHosts ?? [])];
}
