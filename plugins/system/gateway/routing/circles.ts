import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { isOwnAddress } from './is-own-address.js';

/** Providers whose address is the gateway itself, as the variables for its clients make it where they are set for devmgr too. A line each. */
export function circles(providers: readonly Pick<AiProvider, 'id' | 'state'>[], ownPort: number): readonly string[] {
  return providers.flatMap(({ id, state }) => {
    const { baseUrl } = state.get();
    if (baseUrl === undefined || !URL.canParse(baseUrl) || !isOwnAddress(new URL(baseUrl), ownPort)) return [];
    return [`The address of ${id} (${baseUrl}) is the gateway itself: unset the variable or setting that says so here`];
  });
}
