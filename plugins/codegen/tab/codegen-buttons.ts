import { widgets, type PluginManifest, type Tab, type WidgetHandle } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas, wideFrom, type PageName } from './codegen-layout.js';
import { saveLabel } from './kept-hunks.js';

/** What is done most where the keys are. */
export type BarName = 'asking' | 'working' | 'review' | 'edit' | Exclude<PageName, 'code'>;

interface Button {
  readonly command: string;
  label(): string;
}

/** The buttons under the tab: only those that do something now, as many as fit into one line. */
export class CodegenButtons {
  readonly #bars: ReadonlyMap<string, WidgetHandle>;
  #name = '';

  constructor(
    tab: Tab,
    { id, commands: declared = [] }: Pick<PluginManifest, 'id' | 'commands'>,
    state: () => Pick<CodegenState, 'reviews'>,
  ) {
    const isDeclared = ({ command }: Button) => declared.some((each) => each.id === command);
    this.#bars = new Map(
      Object.entries(barsOf(id, state)).map(([name, commands]) => {
        const bar = tab.grid.set(...areas.buttons, widgets.buttons, { commands: commands.filter(isDeclared) });
        bar.show(false);
        return [name, bar];
      }),
    );
  }

  /** `width`: cells of the tab. */
  choose(bar: BarName, width: number): void {
    const narrow = `narrow-${bar}`;
    const name = width < wideFrom && this.#bars.has(narrow) ? narrow : bar;
    if (name === this.#name) return;
    const before = this.#bars.get(this.#name);
    const now = this.#bars.get(name);
    const hadFocus = before?.hasFocus.get() ?? false;
    before?.show(false);
    this.#name = name;
    now?.show(true);
    if (hadFocus) now?.focus();
  }
}

function barsOf(id: string, state: () => Pick<CodegenState, 'reviews'>): Readonly<Record<string, readonly Button[]>> {
  const button = (name: string, label: string): Button => ({ command: `${id}.${name}`, label: () => label });
  const generate = button('generate', 'Generate');
  const model = button('choose-model', 'Model');
  const request = button('show-request', 'Request');
  const bakeOff = button('show-bake-off', 'Bake-off');
  const history = button('show-history', 'History');
  const files = button('toggle-tree', 'Files');
  const save: Button = { command: `${id}.save`, label: () => saveLabel(state().reviews) };
  const saveHunk = button('save-hunk', 'Save hunk');
  const again = button('regenerate', 'Again');
  const fix = button('fix', 'Fix');
  const tests = button('run-tests', 'Tests');
  const copy = button('copy', 'Copy');
  const undo = button('undo-save', 'Undo');
  const clear = button('clear', 'Clear');
  return {
    asking: [generate, model, request, button('toggle-context', 'Context'), bakeOff, history, clear, files],
    'narrow-asking': [generate, model, request, history, files],
    working: [button('stop', 'Stop'), model, history, files],
    review: [save, saveHunk, again, fix, tests, clear, copy, undo],
    'narrow-review': [save, saveHunk, fix, tests, undo],
    edit: [button('end-edit', 'Done'), save, tests],
    request: [button('use-request', 'Use it'), button('drop-request', 'As it would be'), button('show-code', 'Back')],
    history: [
      button('open-generation', 'Open'),
      button('remove-generation', 'Remove'),
      button('export-history', 'Export'),
      button('show-code', 'Back'),
    ],
    'bake-off': [
      button('run-bake-off', 'Run'),
      button('mark-model', 'Mark'),
      button('open-entry', 'Open'),
      button('show-code', 'Back'),
    ],
  };
}
