import type { AiProvider, AiProviderState } from 'devmgr/plugin-api/contracts/ai';

/** The variable that holds a provider's key; never the key. */
export interface KeyVariable {
  readonly name: string;
  readonly isSet: boolean;
}

/** What screen and command line show of a provider. Immutable. */
export interface ProviderView {
  readonly id: string;
  readonly title: string;
  readonly kind: AiProvider['kind'];
  readonly state: AiProviderState;
  /** A question that names no provider goes here first. */
  readonly isDefault: boolean;
  /** It is the default because that one, which comes first in what the person said, cannot be asked now. */
  readonly standsInFor?: string | undefined;
  /** The other way round: it comes first, and that one is asked now. */
  readonly standIn?: string | undefined;
  /** A local server at an address that nobody chose: that nobody answers there is nothing to worry about. */
  readonly isOptional: boolean;
  readonly isLooking?: boolean | undefined;
  /** `undefined` where no key is needed, or nothing is known of one. */
  readonly keyVariable: KeyVariable | undefined;
}
