import type { PluginContext } from 'devmgr/plugin-api';
import type { CodeContextItem, CodeContextProvider } from 'devmgr/plugin-api/contracts/code-generator';
import type { GatherContext } from './gathered-context.js';
import { joinedItems } from './joined-items.js';
import { askProviders } from './providers/ask-providers.js';
import type { ContextSource } from './sources/context-source.js';
import type { ProjectView } from './view/project-view.js';

export interface GatherParts {
  readonly context: Pick<PluginContext, 'services' | 'workspace' | 'clock' | 'log'>;
  /** Of other plugins. */
  providers(): readonly CodeContextProvider[];
}

/**
 * Makes what finds the code that a model should see for a target: all sources and all providers are asked at once. A source that
 * fails is logged and noted, the others count.
 */
export function createGatherContext({ context, providers }: GatherParts): GatherContext {
  return async (request) => {
    const { signal } = request;
    signal.throwIfAborted();
    const { openView, allSources } = await import('./gather-parts.js');
    const notes = new Set<string>();
    const note = (message: string) => void notes.add(message);
    // Attachments are no part of what other plugins are told.
    const { target, prompt } = request;
    const asking = askProviders(providers(), { target, prompt, signal }, { ...context, note });
    // It may reject while the view is still opened.
    asking.catch(() => undefined);
    const { view, isSecret } = await openView(context, request, note);
    const ask = ([name, source]: [string, ContextSource]) => askSource(source, view, { name, log: context.log });
    const [found, given] = await Promise.all([Promise.all(Object.entries(allSources).map(ask)), asking]);
    signal.throwIfAborted();
    const isSent = ({ path, text }: CodeContextItem) =>
      text.trim() !== '' && (path === undefined || (path !== target.path && !isSecret(path)));
    return { items: joinedItems(found.flat(), given.filter(isSent)), notes: [...notes] };
  };
}

async function askSource(
  source: ContextSource,
  view: ProjectView,
  { name, log }: { readonly name: string; readonly log: GatherParts['context']['log'] },
): Promise<readonly CodeContextItem[]> {
  try {
    return await source(view);
  } catch (error) {
    view.signal.throwIfAborted();
    log.error(`The source ${name} of the context failed`, error);
    view.note(`Part of the context could not be gathered (${name})`);
    return [];
  }
}
