import { AiError } from 'devmgr/plugin-api/contracts/ai';

/** An error that also has the provider's own words by themselves, fit for a message, where the rest is said otherwise. */
export class ToldError extends AiError {
  /** `undefined`: it said nothing. */
  readonly told: string | undefined;

  constructor({ told, ...options }: ConstructorParameters<typeof AiError>[0] & { readonly told: string | undefined }) {
    super(options);
    this.told = told;
  }
}
