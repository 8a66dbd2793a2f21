import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';

/** Habits of a vendor that no settings table needs. */
export interface ProviderConventions {
  /** Hosts of the vendor besides that of `baseUrl`: keys may go there and to their subdomains as they may to the default host. */
  readonly ownHosts?: readonly string[];
  /** Further headers, each with the variable that holds its value. */
  readonly headerVariables?: Readonly<Record<string, string>>;
  /** Variables that tell where the server listens (`0.0.0.0:11434`) in place of a base URL. */
  readonly listenVariables?: { readonly host: string; readonly port?: string };
  /** Added to an address without a path, as people copy it. Local servers get `/v1` anyway. */
  readonly pathOfBareAddress?: string;
}

export interface KnownProvider extends AiProviderDefinition {
  readonly conventions?: ProviderConventions;
}
