import type { Clock, Logger } from 'devmgr/plugin-api';
import type {
  CodeContextItem,
  CodeContextProvider,
  CodeContextRequest,
} from 'devmgr/plugin-api/contracts/code-generator';
import { within } from '../view/within.js';
import { checkedItems } from './checked-items.js';

export interface ProvidersParts {
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly log: Pick<Logger, 'warn'>;
  readonly note: (message: string) => void;
}

/** How long one of them may take. */
const limitMs = 2_000;

/** What other plugins add, all asked at once. One that fails or is late is noted and left out. Rejects with the signal's reason only. */
export async function askProviders(
  providers: readonly CodeContextProvider[],
  request: CodeContextRequest,
  parts: ProvidersParts,
): Promise<readonly CodeContextItem[]> {
  const answers = await Promise.all(providers.map((provider) => askProvider(provider, request, parts)));
  request.signal.throwIfAborted();
  return answers.flat();
}

async function askProvider(
  provider: CodeContextProvider,
  request: CodeContextRequest,
  { clock, log, note }: ProvidersParts,
): Promise<readonly CodeContextItem[]> {
  const { signal: all } = request;
  try {
    // Also one that throws at once.
    const work = async (signal: AbortSignal): Promise<unknown> => provider.provide({ ...request, signal });
    const answer = await within(work, { ms: limitMs, clock, signal: all });
    if (answer === 'late') {
      note(`${provider.id} took too long: nothing of it is sent`);
      return [];
    }
    return checkedItems(answer, provider.id);
  } catch (error) {
    all.throwIfAborted();
    log.warn(`The context provider ${provider.id} failed: ${messageOf(error)}`);
    note(`${provider.id} failed: ${messageOf(error)}`);
    return [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
