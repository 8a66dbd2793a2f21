import type { Disposable, StyledText, WidgetHandle } from 'devmgr/plugin-api';
import type { Canvas } from '../screen/canvas.js';

/** One key press, after the input router has split and named it. */
export interface Key {
  /** `up`, `enter`, `escape`, `tab`, `space`, `backspace`, `f1`, `a`, `/`, ... */
  readonly name: string;
  /** The character that it types, if any. */
  readonly ch: string | undefined;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
  /** As in manifests: `C-s`, `M-enter`, `S-tab`, `A` for shift-a, `f5`. */
  readonly full: string;
}

/** A mouse event in cells of the widget's inside: 0,0 is its first cell. A press on border or title has y = -1. */
export interface PointerEvent {
  readonly kind: 'down' | 'up' | 'drag' | 'double' | 'wheel-up' | 'wheel-down';
  readonly x: number;
  readonly y: number;
}

/** What a button needs to know of a command. */
export interface CommandView {
  readonly title: string;
  readonly label: string;
  readonly key: string | undefined;
  readonly disabledReason: string | undefined;
}

/** A small list or the like that lies over all panes, beside a place in the widget that opened it. */
export interface PopupView {
  /** Wanted cells inside its border; it is cut to the screen. */
  size(): { readonly width: number; readonly height: number };
  /** The cell of the widget's inside that it stands beside, never covering it. Asked before every frame. */
  anchor(): { readonly x: number; readonly y: number };
  paint(canvas: Canvas): void;
  onPointer(event: PointerEvent): void;
}

/** What a widget gets from the pane that holds it. */
export interface WidgetHost {
  /** Something changed: paint in the next frame. */
  requestFrame(): void;
  now(): number;
  describeCommand(id: string): CommandView | undefined;
  runCommand(id: string, source: 'key' | 'mouse'): void;
  /** Calls into a plugin's view function; when it throws, the error is reported once and `fallback` is used. */
  guard<T>(what: string, call: () => T, fallback: T): T;
  setTitle(title: StyledText): void;
  setFocus(): void;
  own<T extends Disposable>(item: T): T;
  /** Until it is disposed. The widget closes it when it loses the focus. */
  openPopup(view: PopupView): Disposable;
  /** Puts text on the person's clipboard. */
  copy(text: string): void;
  /** The blessed element that fills the inside, for kinds that wrap a widget of blessed-contrib. Loaded when asked. */
  readonly element: () => unknown;
}

/** A widget: state, paint and input. It knows no blessed; the pane around it does. */
export interface Widget<Handle extends WidgetHandle> {
  /** The part of the handle that is the kind's own. */
  readonly handle: Omit<Handle, keyof WidgetHandle>;
  /** Called once a frame while visible. Must cost what is visible. */
  paint(canvas: Canvas, focused: boolean): void;
  /** True when the key was used. */
  onKey?(key: Key): boolean;
  /** Keys of the screen that it uses itself just now: Ctrl-Z while there is something to undo. They come to `onKey`. */
  claimsKey?(key: Key): boolean;
  onPaste?(text: string): void;
  /** True when the event was used. */
  onPointer?(event: PointerEvent): boolean;
  /** True while printable keys are typed into it, so that they are no commands. */
  takesText?(): boolean;
  onFocus?(focused: boolean): void;
  dispose?(): void;
}

export interface WidgetDefaults {
  readonly border: boolean;
  readonly focusable: boolean;
}

/** What the table of kinds (`core/widgets/kinds.ts`) holds. */
export interface WidgetKindEntry<Options, Handle extends WidgetHandle> {
  readonly defaults: WidgetDefaults;
  create(options: Options, host: WidgetHost): Widget<Handle> | Promise<Widget<Handle>>;
}
