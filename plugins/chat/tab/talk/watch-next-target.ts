import { Store, type Disposable, type PluginContext, type ReadonlyStore } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import type { ChatSession } from '../../conversation/chat-session.js';
import type { PageGround } from '../page.js';
import type { NextTarget } from './composer-title.js';

export interface NextTargetParts {
  readonly context: Pick<PluginContext, 'services' | 'log'>;
  readonly session: Pick<ChatSession, 'state'>;
}

/** Who would be asked now; `undefined` while nobody knows. Looks when the page is seen. */
export function watchNextTarget(
  { tab, isShown }: PageGround,
  parts: NextTargetParts,
): ReadonlyStore<NextTarget | undefined> {
  const target = tab.own(new Store<NextTarget | undefined>(undefined));
  const { services, log } = parts.context;
  let ai: Ai | undefined;
  const look = () => {
    if (ai && isShown.get()) target.set(same(target.get(), targetOf(ai, parts.session.state.get().model)));
  };
  const owned: Disposable[] = [parts.session.state.onDidChange(look), isShown.onDidChange(look)];
  tab.own({ dispose: () => owned.forEach((each) => void each.dispose()) });
  services.require(Ai).then(
    (service) => {
      ai = service;
      owned.push(service.providers.onDidChange(look));
      look();
    },
    (error: unknown) => log.debug('Nobody can say who will be asked', { reason: String(error) }),
  );
  return target;
}

function targetOf(ai: Ai, selection: string | undefined): NextTarget | undefined {
  try {
    const { modelId, host } = ai.languageModel(selection);
    return { modelId, host };
  } catch {
    // A provider that was chosen is gone: that is told when it is asked.
    return undefined;
  }
}

/** The one before where nothing has changed. */
function same(before: NextTarget | undefined, now: NextTarget | undefined): NextTarget | undefined {
  return before?.modelId === now?.modelId && before?.host === now?.host ? before : now;
}
