import { widgets, type PluginContext, type ProgressHandle, type WidgetHandle } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSession } from '../../conversation/chat-session.js';
import type { PageGround } from '../page.js';
import { CodeViewer } from './code-viewer.js';
import { Composer, type ComposerParts } from './composer.js';
import { ConversationPane } from './conversation-pane.js';
import { IndexTreePane } from './index-tree-pane.js';
import { SourcesPane } from './sources-pane.js';
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
  readonly buttons: WidgetHandle;
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
    isFinding: false,
    hasWhy: false,
    hasProgress: false,
  } as const;
  tab.grid.setTracks(talkLayout({ ...tab.size.get(), ...nothing }));
  const finding = { focusId: focusId('conversation'), findFocusId: focusId('find-words') };
  const conversation = new ConversationPane(ground, { clock, ...finding });
  // The code comes to the same place: areas of widgets that are seen may not overlap.
  conversation.handle.show(false);
  const pinned = () => session.state.get().conversation.pinned;
  const panes: TalkPanes = {
    conversation,
    code: new CodeViewer(ground, { root: workspace.root, focusId: focusId('viewer') }),
    composer: new Composer(ground, { ...parts, focusId: focusId('composer') }),
    sources: new SourcesPane(ground, { focusId: focusId('sources') }),
    tree: tab.own(new IndexTreePane(ground, { index, clock, focusId: focusId('tree'), pinned })),
    progress: tab.grid.set(...talkAreas.progress, widgets.progress, { border: false, focusable: false }),
    buttons: createButtons(ground, manifest.id, session),
  };
  for (const handle of Object.values(handlesOf(panes))) handle.show(false);
  return panes;
}

/** By the names of the layout. */
export function handlesOf(panes: TalkPanes): Readonly<Record<keyof TalkLayout['shows'], WidgetHandle>> {
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

function createButtons({ tab }: PageGround, id: string, { state }: Pick<ChatSession, 'state'>): WidgetHandle {
  const commands = [
    { command: `${id}.send-question`, label: () => 'Send' },
    { command: `${id}.stop-answer`, label: () => 'Stop' },
    { command: `${id}.new-conversation`, label: () => 'New' },
    { command: `${id}.show-history`, label: () => 'History' },
    { command: `${id}.choose-model`, label: () => 'Model' },
    { command: `${id}.toggle-context`, label: () => `Context: ${state.get().usesCode ? 'on' : 'off'}` },
    { command: `${id}.find-code`, label: () => 'Find code' },
    { command: `${id}.refresh-index`, label: () => 'Refresh' },
    { command: `${id}.rebuild-index`, label: () => 'Rebuild' },
  ];
  return tab.grid.set(...talkAreas.buttons, widgets.buttons, { commands });
}
