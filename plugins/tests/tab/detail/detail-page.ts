import type { Disposable, WidgetHandle } from 'devmgr/plugin-api';
import type { DetailView } from './detail-view.js';
import type { SourcePlace } from './detail-pane.js';

/** One of the pages of the details. */
export interface DetailPage {
  readonly upper: WidgetHandle;
  readonly lower?: WidgetHandle;
  /** How the room is shared just now, upper to lower; a lower part of 0 hides the pane. */
  parts(height: number): readonly [upper: number, lower: number];
  /** Shows what is so now. Asked while the page is shown, whenever something of the subject or of its run may have changed. */
  refresh(view: DetailView): void;
  /** The page is shown no more: what it follows may rest. */
  leave?(): void;
  /** The next thing on it, or the one before; false: there is none. */
  step?(step: 1 | -1): boolean;
  sourcePlace?(): SourcePlace | undefined;
  copyText?(): string | undefined;
}

/** What a page tells the pane. */
export interface PageHost {
  /** Heights have changed. */
  place(): void;
  own<T extends Disposable>(item: T): T;
}
