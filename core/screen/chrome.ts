import { DisposableStore, type Screen } from 'devmgr/plugin-api';
import type { Key } from '../widgets/widget.js';
import { ChromeLines } from './chrome-lines.js';
import { releaseAll, type ChromeParts } from './chrome-parts.js';
import type { UiOptions } from './create-ui.js';
import { routeKey, type KeyLayers } from './input/route-key.js';
import { StatusItems } from './lines/status-items.js';
import { helpLines } from './overlay/help-lines.js';
import { HelpView } from './overlay/help-view.js';
import { ModalHost } from './overlay/modal-host.js';
import { paletteView, RecentCommands } from './overlay/palette.js';
import { Toasts } from './overlay/toasts.js';
import { createScreen } from './plugin-screen.js';
import { helpRows, screenActions, screenKeys, type ScreenDeeds, type ScreenKeys } from './screen-keys.js';
import { isTooSmall, SizeGuard } from './size-guard.js';
import { TabSet } from './tabs/tab-set.js';
import type { TabInfo, Ui } from './ui.js';

/** Everything around the widgets: it places the pieces, sends keys to them and ends when the person quits. */
export class Chrome implements Ui {
  readonly screen: Screen;
  readonly tabs: TabSet;
  readonly onDidClose: Promise<number>;
  readonly #options: UiOptions;
  readonly #parts: ChromeParts;
  readonly #infos: readonly TabInfo[];
  readonly #deeds: ScreenDeeds = this.#createDeeds();
  readonly #keys: ScreenKeys;
  readonly #recent = new RecentCommands();
  readonly #modals: ModalHost;
  readonly #toasts: Toasts;
  readonly #guard: SizeGuard;
  readonly #lines: ChromeLines;
  readonly #listening = new DisposableStore();
  #finish: (code: number) => void = () => undefined;
  #quitting = false;
  #disposed = false;

  constructor(options: UiOptions) {
    this.#options = options;
    this.onDidClose = new Promise((resolve) => (this.#finish = resolve));
    this.#parts = this.#createParts();
    this.#infos = tabInfos(options);
    this.#keys = screenKeys(this.#infos, this.#deeds);
    this.#modals = new ModalHost(this.#parts);
    this.tabs = new TabSet(this.#parts, this.#infos, options.initialTab, options.showNow);
    const status = new StatusItems(() => options.terminal.requestFrame());
    this.#lines = new ChromeLines(this.#parts, {
      tabs: this.tabs,
      infos: this.#infos,
      status,
      modals: this.#modals,
      deeds: this.#deeds,
      project: options.project,
    });
    this.#toasts = new Toasts(this.#parts);
    this.#guard = new SizeGuard(this.#parts);
    this.screen = createScreen({ ...options, modals: this.#modals, toasts: this.#toasts, status, tabs: this.tabs });
    this.#listen();
    this.#layOut();
  }

  requestFrame(): void {
    this.#options.terminal.requestFrame();
  }

  paintNow(): void {
    this.#options.terminal.paintNow();
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    await releaseAll(this.#parts, 'Screen', this.#listening);
    this.#modals.dispose();
    this.#toasts.dispose();
    await this.tabs.dispose();
    this.#lines.dispose();
    this.#guard.dispose();
    this.#finish(0);
  }

  #createParts(): ChromeParts {
    const { terminal, catalog, clock, findKind, onError } = this.#options;
    return {
      terminal,
      catalog,
      clock,
      onError,
      findKind,
      isCovered: (event) => {
        if (!this.#modals.current) return false;
        if (event.kind === 'down') this.#modals.pressOutside();
        return true;
      },
      contextChanged: () => this.#setContext(),
    };
  }

  #listen(): void {
    const { terminal, catalog, onError } = this.#options;
    this.#listening.add(terminal.onKey((key) => this.#onKey(key)));
    this.#listening.add(terminal.onPaste((text) => this.#onPaste(text)));
    this.#listening.add(terminal.onBeforePaint(() => this.#layOut()));
    this.#listening.add(catalog.context.onDidChange(() => terminal.requestFrame()));
    void this.onDidClose.catch((error: unknown) => onError('Quit', error));
  }

  /** Before every frame: places follow the size of the screen and what is open. */
  #layOut(): void {
    const size = this.#options.terminal.size.get();
    const hasRoom = !isTooSmall(size);
    const inside = this.#lines.layOut(hasRoom ? size : undefined);
    if (inside) this.tabs.setPlace(inside);
    this.tabs.attach(hasRoom);
    if (hasRoom) this.tabs.page?.layOut();
    this.#modals.show(hasRoom);
    this.#modals.layOut();
    this.#toasts.layOut(hasRoom);
    this.#guard.layOut();
    this.#setContext();
  }

  /** What `when` clauses may name. */
  #setContext(): void {
    // Pieces report changes while they are being made.
    const page = (this.tabs as TabSet | undefined)?.page;
    if (this.#disposed || !page) return;
    const { catalog } = this.#options;
    catalog.setContext('tab', page.info.id);
    catalog.setContext('focus', page.focused?.focusId);
    catalog.setContext('input', page.takesText());
  }

  #onKey(key: Key): void {
    // Whoever else has a use for Esc gets it too: a message that happens to be shown must not cost a second press.
    if (key.full === 'escape' && !this.#modals.current && !this.tabs.page?.takesText()) this.#toasts.dismiss();
    try {
      routeKey(key, this.#layers());
    } catch (error) {
      this.#options.onError(`Key ${key.full}`, error);
    }
    this.#setContext();
    this.paintNow();
  }

  #layers(): KeyLayers {
    const { catalog, terminal } = this.#options;
    const { terminal: always, global, step, printable } = this.#keys;
    if (isTooSmall(terminal.size.get())) return tinyLayers(always, this.#deeds);
    return {
      terminal: (full) => always.get(full),
      modal: () => this.#modals.current,
      global: (full) => global.get(full),
      focused: () => this.tabs.page,
      step: (full) => step.get(full),
      command: (full) => {
        const command = catalog.forKey(full);
        return command && (() => void catalog.run(command.id, 'key'));
      },
      printable: (full) => printable.get(full),
    };
  }

  #onPaste(text: string): void {
    try {
      if (this.#modals.current) this.#modals.current.onPaste?.(text);
      else this.tabs.page?.onPaste(text);
    } catch (error) {
      this.#options.onError('Paste', error);
    }
    this.paintNow();
  }

  #createDeeds(): ScreenDeeds {
    return {
      showTab: (id) => this.tabs.show(id),
      stepTab: (step) => this.tabs.step(step),
      stepFocus: (step) => this.tabs.page?.stepFocus(step),
      openPalette: () => this.#openPalette(),
      openHelp: () => this.#openHelp(),
      redraw: () => this.#options.terminal.redraw(),
      suspend: () => this.#options.terminal.suspend(),
      quit: () => void this.#quit(),
    };
  }

  #openPalette(): void {
    const actions = screenActions(this.#infos, this.#deeds);
    const current = this.tabs.current.get();
    void this.#modals.ask(paletteView(this.#options.catalog, actions, this.#recent, current));
  }

  #openHelp(): void {
    const { catalog } = this.#options;
    const lines = helpLines(catalog, helpRows(this.#infos), { pluginId: this.tabs.current.get() });
    void this.#modals.ask<undefined>((close) => new HelpView(lines, () => close()));
  }

  /** Asked twice while the answer is out and no dialog is open, it does not wait any longer. */
  async #quit(): Promise<void> {
    if (this.#quitting) {
      if (!this.#modals.current) this.#finish(0);
      return;
    }
    this.#quitting = true;
    try {
      if (await this.#options.confirmQuit()) this.#finish(0);
    } catch (error) {
      this.#options.onError('Quit', error);
      this.#finish(0);
    } finally {
      this.#quitting = false;
    }
  }
}

/** In the order of the line; without icons where the font may lack them. */
function tabInfos({ tabs, terminal }: UiOptions): TabInfo[] {
  const isAscii = terminal.theme.glyphs.horizontal === '-';
  const sorted = [...tabs].sort((a, b) => a.order - b.order);
  return sorted.map((tab) => (isAscii ? { ...tab, icon: undefined } : tab));
}

/** On a screen that is too small nothing can be seen, so nothing but leaving can be done. */
function tinyLayers(always: ScreenKeys['terminal'], deeds: ScreenDeeds): KeyLayers {
  const quit = (full: string) => (full === 'C-c' || full === 'q' ? () => deeds.quit() : undefined);
  const nobody = () => undefined;
  return {
    terminal: (full) => always.get(full),
    modal: nobody,
    global: quit,
    focused: nobody,
    step: nobody,
    command: nobody,
    printable: quit,
  };
}
