import { widgets, type PluginContext, type ProgressHandle } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSession } from '../../conversation/chat-session.js';
import type { PageGround } from '../page.js';
import { CodeViewer } from './code-viewer.js';
import { Composer, type ComposerParts } from './composer.js';
import { ConversationPane } from './conversation-pane.js';
import { IndexTreePane, type IndexTreeParts } from './index-tree-pane.js';
import { SourcesPane } from './sources-pane.js';
import { TalkButtons } from './talk-buttons.js';
import { talkAreas, talkLayout, type TalkLayout } from './talk-layout.js';

export interface TalkPanesParts extends Omit<ComposerParts, 'focusId'> {
  readonly context: Pick<PluginContext, 'manifest' | 'clock' | 'workspace'>;
  readonly index: CodeIndex;
  readonly session: ChatSession;
}

/** Everything that is on the page. */
export interface TalkPanes {
  readonly conversation: ConversationPane;
  readonly composer: Composer;
  readonly sources: SourcesPane;
  readonly tree: IndexTreePane;
  readonly code: CodeViewer;
  readonly progress: ProgressHandle;
  readonly buttons: TalkButtons;
}

/** Places the widgets of the page, all of them hidden. */
export function createTalkPanes(ground: PageGround, parts: TalkPanesParts): TalkPanes {
  const { tab } = ground;
  const { context, index, session } = parts;
  const { manifest, clock, workspace } = context;
  const focusId = (name: string) => `${manifest.id}.${name}`;
  const nothing = {
    pane: 'conversation',
    composerLines: 1,
    sourceLines: 0,
    isFinding: false,
    hasWhy: false,
    hasProgress: false,
  } as const;
  tab.grid.setTracks(talkLayout({ ...tab.size.get(), ...nothing }));
  const finding = { focusId: focusId('conversation'), findFocusId: focusId('find-words') };
  const conversation = new ConversationPane(ground, { clock, ...finding });
  // The code comes to the same place: areas of widgets that are seen may not overlap.
  conversation.handle.show(false);
  const onFiles: IndexTreeParts['onFiles'] = (files) => conversation.showExamples(files);
  const pinned = () => session.state.get().conversation.pinned;
  const panes: TalkPanes = {
    conversation,
    code: new CodeViewer(ground, { root: workspace.root, focusId: focusId('viewer') }),
    composer: new Composer(ground, { ...parts, focusId: focusId('composer') }),
    sources: new SourcesPane(ground, { focusId: focusId('sources') }),
    tree: tab.own(new IndexTreePane(ground, { index, clock, focusId: focusId('tree'), pinned, onFiles })),
    progress: tab.grid.set(...talkAreas.progress, widgets.progress, { border: false, focusable: false }),
    buttons: new TalkButtons(ground, {
      id: manifest.id,
      state: () => session.state.get(),
      isIndexOff: () => index.state.get().status === 'off',
    }),
  };
  for (const handle of Object.values(handlesOf(panes))) handle.show(false);
  return panes;
}

/** What is seen or not. */
interface Shown {
  show(on: boolean): void;
}

/** By the names of the layout. */
export function handlesOf(panes: TalkPanes): Readonly<Record<keyof TalkLayout['shows'], Shown>> {
  const { conversation, composer, sources, tree, code, progress, buttons } = panes;
  return {
    code: code.handle,
    conversation: conversation.handle,
    find: conversation.find,
    progress,
    composer: composer.handle,
    sources: sources.handle,
    why: sources.why,
    tree: tree.handle,
    buttons,
  };
}
