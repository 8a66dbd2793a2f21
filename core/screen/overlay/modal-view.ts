import type { StyledText } from 'devmgr/plugin-api';
import type { PointerEvent } from '../../widgets/widget.js';
import type { Canvas } from '../canvas.js';
import type { KeyTaker } from '../input/route-key.js';
import type { TerminalSize } from '../terminal.js';

/** A question or a list that lies over everything and takes all keys until it is closed. */
export interface ModalView extends KeyTaker {
  readonly title: StyledText;
  /** Keys that work in it, at the right end of the title line. */
  readonly badge?: StyledText;
  /** Those that work in it, for the key line. */
  readonly keys: readonly { readonly key: string; readonly label: string }[];
  /** Wanted outer size with the border; it is cut to the screen. */
  size(screen: TerminalSize): TerminalSize;
  paint(canvas: Canvas): void;
  onPointer?(event: PointerEvent): void;
  onPaste?(text: string): void;
  /** A press beside it. Left out: nothing happens. */
  onPressOutside?(): void;
}

/** Makes a view; `close` ends it with an answer, or with none. */
export type ModalMaker<Answer> = (close: (answer?: Answer) => void) => ModalView;
