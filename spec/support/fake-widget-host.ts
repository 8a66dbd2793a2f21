import { DisposableStore, toDisposable, type Disposable, type StyledText } from 'devmgr/plugin-api';
import type { CommandView, PopupView, WidgetHost } from '../../core/widgets/widget.js';

/** A host that remembers what a widget asked of it. Time moves by `tick` milliseconds whenever it is read. */
export class FakeWidgetHost implements WidgetHost {
  frames = 0;
  focused = 0;
  time = 0;
  tick = 0;
  title: StyledText | undefined;
  readonly ran: string[] = [];
  readonly errors: string[] = [];
  readonly copied: string[] = [];
  /** Those that are open. */
  readonly popups = new Set<PopupView>();
  readonly commands = new Map<string, CommandView>();
  readonly owned = new DisposableStore();
  readonly element: () => unknown;

  constructor(element: () => unknown = () => undefined) {
    this.element = element;
  }

  requestFrame = (): void => void this.frames++;
  now = (): number => (this.time += this.tick);
  describeCommand = (id: string): CommandView | undefined => this.commands.get(id);
  runCommand = (id: string, source: 'key' | 'mouse'): void => void this.ran.push(`${id} ${source}`);
  setTitle = (title: StyledText): void => void (this.title = title);
  setFocus = (): void => void this.focused++;
  own = <T extends Disposable>(item: T): T => this.owned.add(item);
  copy = (text: string): void => void this.copied.push(text);

  openPopup = (view: PopupView): Disposable => {
    this.popups.add(view);
    return toDisposable(() => void this.popups.delete(view));
  };

  guard = <T>(what: string, call: () => T, fallback: T): T => {
    try {
      return call();
    } catch (error) {
      this.errors.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return fallback;
    }
  };
}
