import type { HelpRow } from './overlay/help-lines.js';
import type { ScreenAction } from './overlay/palette.js';
import type { ScreenKey } from './lines/key-line.js';
import type { TabInfo } from './ui.js';

/** What the screen itself does for a key, a click on the key line or an entry of the palette. */
export interface ScreenDeeds {
  showTab(id: string): void;
  stepTab(step: 1 | -1): void;
  stepFocus(step: 1 | -1): void;
  openPalette(): void;
  openHelp(): void;
  redraw(): void;
  suspend(): void;
  quit(): void;
}

type KeyMap = ReadonlyMap<string, () => void>;

/** The keys of the screen, by the layer of the router that asks for them. */
export interface ScreenKeys {
  readonly terminal: KeyMap;
  readonly global: KeyMap;
  readonly step: KeyMap;
  readonly printable: KeyMap;
}

/** `tabs` in the order of the line: the first nine answer to Alt and their number, beside their hotkeys. */
export function screenKeys(tabs: readonly TabInfo[], deeds: ScreenDeeds): ScreenKeys {
  const global = new Map<string, () => void>([
    ['C-p', () => deeds.openPalette()],
    ['C-c', () => deeds.quit()],
    ['C-pagedown', () => deeds.stepTab(1)],
    ['C-pageup', () => deeds.stepTab(-1)],
  ]);
  for (const tab of tabs) if (tab.hotkey) global.set(tab.hotkey.toLowerCase(), () => deeds.showTab(tab.id));
  tabs.slice(0, 9).forEach((tab, index) => global.set(`M-${index + 1}`, () => deeds.showTab(tab.id)));
  return {
    global,
    terminal: new Map([
      ['C-l', () => deeds.redraw()],
      ['C-z', () => deeds.suspend()],
    ]),
    step: new Map([
      ['tab', () => deeds.stepFocus(1)],
      ['S-tab', () => deeds.stepFocus(-1)],
    ]),
    printable: new Map([
      ['?', () => deeds.openHelp()],
      ['q', () => deeds.quit()],
    ]),
  };
}

/** The same for the palette and the help. */
export function screenActions(tabs: readonly TabInfo[], deeds: ScreenDeeds): ScreenAction[] {
  const numberKey = (index: number) => (index < 9 ? [`M-${index + 1}`] : []);
  const shows = tabs.map((tab, index) => ({
    title: `Show ${tab.title}`,
    keys: [...(tab.hotkey ? [tab.hotkey] : []), ...numberKey(index)],
    run: () => deeds.showTab(tab.id),
  }));
  return [
    ...shows,
    { title: 'Show Next Tab', keys: ['C-pagedown'], run: () => deeds.stepTab(1) },
    { title: 'Show Previous Tab', keys: ['C-pageup'], run: () => deeds.stepTab(-1) },
    { title: 'Focus Next Pane', keys: ['tab'], run: () => deeds.stepFocus(1) },
    { title: 'Focus Previous Pane', keys: ['S-tab'], run: () => deeds.stepFocus(-1) },
    { title: 'Search Commands', keys: ['C-p'], run: () => deeds.openPalette() },
    { title: 'Show Help', keys: ['?'], run: () => deeds.openHelp() },
    { title: 'Redraw Screen', keys: ['C-l'], run: () => deeds.redraw() },
    { title: 'Suspend devmgr', keys: ['C-z'], run: () => deeds.suspend() },
    { title: 'Quit devmgr', keys: ['q', 'C-c'], run: () => deeds.quit() },
  ];
}

/** For the key line. While text is typed the printable ones type, so Ctrl-C stands for `q`. */
export function lineKeys(deeds: ScreenDeeds, state: { readonly typing: boolean; readonly stops: number }): ScreenKey[] {
  const tab = { key: 'tab', label: 'next pane', rank: 40, run: () => deeds.stepFocus(1) };
  return [
    ...(state.stops > 1 ? [tab] : []),
    { key: '?', label: 'help', rank: 0, run: () => deeds.openHelp() },
    { key: 'C-p', label: 'commands', rank: 16, run: () => deeds.openPalette() },
    { key: state.typing ? 'C-c' : 'q', label: 'quit', rank: 1, run: () => deeds.quit() },
  ];
}

/** The keys of the screen in words, tabs in one row. */
export function helpRows(tabs: readonly TabInfo[]): HelpRow[] {
  const hotkeys = tabs.flatMap((tab) => tab.hotkey ?? []);
  const numbers = `Alt-1…${Math.min(9, tabs.length)}`;
  return [
    { keys: `${span(hotkeys)} ${numbers}`.trim(), text: `Show ${tabs.map((tab) => tab.title).join(', ')}` },
    { keys: 'Ctrl-PgUp/PgDn', text: 'Show the tab to the left, to the right' },
    { keys: 'Tab Shift-Tab', text: 'Focus the next pane, the one before' },
    { keys: 'Ctrl-P', text: 'Search all commands and run one' },
    { keys: 'Enter', text: 'Act on what is selected' },
    { keys: 'Esc', text: 'Leave a field, close a dialog or a message' },
    { keys: 'Ctrl-L', text: 'Redraw the screen' },
    { keys: 'Ctrl-Z', text: 'Suspend devmgr; fg comes back. In a text that was changed: undo' },
    { keys: '?', text: 'Show this help' },
    { keys: 'q Ctrl-C', text: 'Quit devmgr' },
  ];
}

/** `F1…F5` when none is missing in between. */
function span(keys: readonly string[]): string {
  const numbers = keys.map((key) => Number(key.slice(1)));
  const isRow = keys.length > 2 && numbers.every((number, index) => number === (numbers[0] ?? 0) + index);
  return isRow ? `${keys[0]}…${keys.at(-1)}` : keys.join(' ');
}
