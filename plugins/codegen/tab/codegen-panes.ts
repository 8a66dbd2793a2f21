import {
  widgets,
  type DiffHunk,
  type PluginContext,
  type ProgressHandle,
  type Tab,
  type WidgetHandle,
} from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { CodegenButtons } from './codegen-buttons.js';
import { areas, codegenLayout, type PaneName } from './codegen-layout.js';
import type { GenerationHistory } from '../history/generation-history.js';
import { BakeOffPage } from './bake-off-page.js';
import { HistoryPage } from './history-page.js';
import { RequestPage } from './request-page.js';
import { ContextPane } from './context-pane.js';
import { ModelPane } from './model-pane.js';
import { FileStripPane } from './file-strip-pane.js';
import { PreviewPane } from './preview-pane.js';
import { PromptPane } from './prompt-pane.js';
import { ResultPane } from './result-pane.js';
import { TargetPane } from './target-pane.js';
import { TreePane } from './tree-pane.js';

export interface PanesParts {
  readonly context: Pick<PluginContext, 'manifest' | 'services' | 'clock' | 'log' | 'text' | 'config'>;
  state(): CodegenState;
  history(): Promise<GenerationHistory>;
  changedTarget(path: string): void;
  changedPrompt(prompt: string): void;
  toggledHunk(hunk: DiffHunk): void;
  /** A file of the answer was clicked. */
  choseFile(at: number): void;
  /** The line in the place of the context was clicked. */
  openedContext(): void;
}

/** Everything that is on the tab. */
export interface CodegenPanes {
  readonly tree: TreePane;
  readonly target: TargetPane;
  readonly model: ModelPane;
  readonly prompt: PromptPane;
  readonly context: ContextPane;
  readonly result: ResultPane;
  readonly files: FileStripPane;
  readonly preview: PreviewPane;
  readonly request: RequestPage;
  readonly history: HistoryPage;
  readonly bakeOff: BakeOffPage;
  readonly progress: ProgressHandle;
  readonly buttons: CodegenButtons;
}

/** Places the widgets of the tab. */
export function createPanes(tab: Tab, parts: PanesParts): CodegenPanes {
  const { id } = parts.context.manifest;
  const focusId = (name: PaneName) => `${id}.${name}`;
  tab.grid.setTracks(
    codegenLayout({
      ...tab.size.get(),
      ...{ page: 'code', isTreeOpen: true, isLarge: false, focused: 'prompt', preview: 'code' },
      ...{ hasAnswer: false, files: 0 },
      ...{ promptLines: 1, contextRows: 1, resultLines: 0, hasProgress: false },
    }),
  );
  // First, and hidden: the others come to the same places, and areas of widgets that are seen may not overlap.
  const pages = createPages(tab, parts);
  const tree = tab.own(new TreePane(tab, { context: parts.context, focusId: focusId('tree') }));
  const panes: CodegenPanes = {
    tree,
    target: new TargetPane(tab, {
      focusId: focusId('target'),
      files: () => tree.files,
      changed: (path) => parts.changedTarget(path),
      submitted: () => panes.prompt.handle.focus(),
    }),
    model: new ModelPane(tab, {
      id,
      state: () => parts.state(),
      setting: () => parts.context.config.string('model').trim() || undefined,
    }),
    prompt: new PromptPane(tab, {
      focusId: focusId('prompt'),
      changed: (prompt) => parts.changedPrompt(prompt),
      files: () => tree.files,
    }),
    context: new ContextPane(tab, { focusId: focusId('context'), opened: () => parts.openedContext() }),
    result: new ResultPane(tab, { focusId: focusId('result') }),
    files: new FileStripPane(tab, {
      widthOf: (text) => parts.context.text.width(text),
      chosen: (at) => parts.choseFile(at),
    }),
    preview: new PreviewPane(tab, {
      focusId: focusId('preview'),
      editFocusId: focusId('edit'),
      redact: (text) => parts.context.text.redact(text),
      toggled: (hunk) => parts.toggledHunk(hunk),
    }),
    ...pages,
    progress: tab.grid.set(...areas.progress, widgets.progress, { border: false, focusable: false }),
    buttons: new CodegenButtons(tab, parts.context.manifest, () => parts.state()),
  };
  return panes;
}

function createPages(
  tab: Tab,
  { context, history }: PanesParts,
): Pick<CodegenPanes, 'request' | 'history' | 'bakeOff'> {
  const { id } = context.manifest;
  return {
    request: new RequestPage(tab, { systemFocusId: `${id}.system`, userFocusId: `${id}.user` }),
    history: new HistoryPage(tab, {
      focusId: `${id}.history`,
      clock: context.clock,
      history: () => history(),
      onError: (error) => context.log.error('The history of generations cannot be read', error),
    }),
    bakeOff: new BakeOffPage(tab, { focusId: `${id}.bake-off` }),
  };
}

/** By the names of the layout. */
export function handlesOf(panes: CodegenPanes) {
  const { tree, target, model, prompt, context, result, files, preview, progress, request, history, bakeOff } = panes;
  return {
    tree: tree.handle,
    target: target.handle,
    model: model.handle,
    prompt: prompt.handle,
    context: context.handle,
    contextLine: context.line,
    result: result.handle,
    files: files.handle,
    diff: preview.diff,
    code: preview.code,
    prose: preview.prose,
    edit: preview.edit,
    system: request.system,
    user: request.user,
    history: history.handle,
    bakeOff: bakeOff.handle,
    progress,
  } satisfies Partial<Record<keyof typeof areas, WidgetHandle>>;
}
