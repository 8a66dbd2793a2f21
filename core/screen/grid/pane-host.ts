import { DisposableStore, toDisposable, type Disposable, type StyledText } from 'devmgr/plugin-api';
import type { PopupView, WidgetHost } from '../../widgets/widget.js';
import type { ChromeParts } from '../chrome-parts.js';

/** What the pane itself does for its widget. */
export interface PaneActions {
  readonly where: string;
  setTitle(title: StyledText): void;
  setFocus(): void;
  element(): unknown;
  openPopup(view: PopupView): Disposable;
}

/** What a widget gets from its pane. A view function that throws is reported once, not in every frame. */
export class PaneHost implements WidgetHost {
  readonly #parts: ChromeParts;
  readonly #actions: PaneActions;
  readonly #owned = new DisposableStore();
  readonly #reported = new Set<string>();
  readonly #popups = new Set<Disposable>();

  constructor(parts: ChromeParts, actions: PaneActions) {
    this.#parts = parts;
    this.#actions = actions;
  }

  requestFrame = (): void => this.#parts.terminal.requestFrame();
  now = (): number => this.#parts.clock.now();
  describeCommand: WidgetHost['describeCommand'] = (id) => this.#parts.catalog.describe(id);
  runCommand: WidgetHost['runCommand'] = (id, source) => void this.#parts.catalog.run(id, source);
  setTitle = (title: StyledText): void => this.#actions.setTitle(title);
  setFocus = (): void => this.#actions.setFocus();
  own = <T extends Disposable>(item: T): T => this.#owned.add(item);
  element = (): unknown => this.#actions.element();
  copy = (text: string): void => this.#parts.terminal.copy(text);

  openPopup = (view: PopupView): Disposable => {
    const popup = this.#actions.openPopup(view);
    this.#popups.add(popup);
    return toDisposable(() => {
      this.#popups.delete(popup);
      return popup.dispose();
    });
  };

  guard = <T>(what: string, call: () => T, fallback: T): T => {
    try {
      return call();
    } catch (error) {
      this.report(what, error);
      return fallback;
    }
  };

  /** Tells of a failure unless the same was told before. */
  report(what: string, error: unknown): void {
    const name = `${what}: ${String(error)}`;
    if (this.#reported.has(name)) return;
    this.#reported.add(name);
    this.#parts.onError(`${this.#actions.where}, ${what}`, error);
  }

  async release(): Promise<void> {
    for (const popup of this.#popups) await popup.dispose();
    this.#popups.clear();
    await this.#owned.dispose();
  }
}
