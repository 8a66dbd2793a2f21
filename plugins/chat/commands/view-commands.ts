import { DevmgrError, type CommandHandler, type CommandInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import type { SearchSession } from '../find/search-session.js';
import type { FindView } from '../tab/find/find-view.js';
import { placeOf } from '../tab/place-text.js';

export interface ViewParts {
  readonly context: Pick<PluginContext, 'screen' | 'text' | 'manifest'>;
  readonly session: SearchSession;
  /** `undefined` until the tab has been shown. */
  view(): FindView | undefined;
  /** Brings the page to find code before the others. */
  show(): void;
  /** Brings the conversations before it. */
  showChat(): void;
}

/** What can be done with what the tab shows, by the names of the commands after the plugin's id. */
export function viewCommands(parts: ViewParts): Readonly<Record<string, CommandHandler>> {
  const { session } = parts;
  return {
    'find-code': onView(parts, (view, { argument }) =>
      argument === undefined ? view.focusQuery() : view.search(argument),
    ),
    'show-find': onView(parts, (view) => view.focusQuery()),
    'clear-search': onView(parts, (view) => view.clearQuery()),
    'back-to-chat': {
      run: () => parts.showChat(),
      disabledReason: () => onView(parts, () => undefined).disabledReason?.(),
    },
    'read-code': onMatch(parts, (_, view) => view.readCode()),
    'back-to-results': onView(parts, (view) => view.backToResults()),
    'show-index': onView(parts, (view) => view.showIndex()),
    'find-related': onMatch(parts, ({ path, startLine, endLine }, view) => {
      view.showLike({ path, startLine, endLine });
      void session.related({ path, startLine, endLine });
    }),
    'copy-match': onMatch(parts, (match) => copy(parts, match)),
  };
}

function onView(parts: ViewParts, act: (view: FindView, invocation: CommandInvocation) => void): CommandHandler {
  return {
    disabledReason: () => (parts.view() ? undefined : `Show the tab ${parts.context.manifest.title} first`),
    run(invocation) {
      const view = parts.view();
      if (!view) throw notShown(parts);
      parts.show();
      act(view, invocation);
    },
  };
}

function onMatch(parts: ViewParts, act: (match: CodeMatch, view: FindView) => void): CommandHandler {
  const handler = onView(parts, (view) => {
    const match = view.selected();
    if (match) act(match, view);
  });
  const reason = () => handler.disabledReason?.() ?? (parts.view()?.selected() ? undefined : 'Nothing was found yet');
  return { ...handler, disabledReason: reason };
}

function copy({ context: { screen, text } }: ViewParts, match: CodeMatch): void {
  screen.copy(`${placeOf(match)}\n${text.clean(match.text)}`);
  screen.notify({ severity: 'info', message: `Copied ${placeOf(match)}` });
}

function notShown({ context: { manifest } }: ViewParts): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message: `The tab ${manifest.title} has not been shown.` });
}
