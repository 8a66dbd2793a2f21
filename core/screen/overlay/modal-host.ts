import type { ChromeParts } from '../chrome-parts.js';
import type { PaintBox } from '../paint-box.js';
import type { ModalMaker, ModalView } from './modal-view.js';
import { createOverlayBox } from './overlay-box.js';

interface Waiting {
  readonly open: () => void;
  readonly giveUp: () => void;
}

/** Shows one modal view at a time; those that come meanwhile wait for their turn. */
export class ModalHost {
  readonly #parts: Pick<ChromeParts, 'terminal' | 'onError' | 'contextChanged'>;
  readonly #queue: Waiting[] = [];
  #view: ModalView | undefined;
  #box: PaintBox | undefined;
  #cancel: (() => void) | undefined;
  #closed = false;

  constructor(parts: Pick<ChromeParts, 'terminal' | 'onError' | 'contextChanged'>) {
    this.#parts = parts;
  }

  get current(): ModalView | undefined {
    return this.#view;
  }

  /** Resolves with the answer; with undefined when it was left or the screen was closed. */
  ask<Answer>(make: ModalMaker<Answer>): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      if (this.#closed) return resolve(undefined);
      this.#queue.push({ open: () => this.#open(make, resolve), giveUp: () => resolve(undefined) });
      this.#next();
    });
  }

  /** There was a press beside the open one. */
  pressOutside(): void {
    this.#view?.onPressOutside?.();
  }

  /** Leaves the open one without an answer. */
  cancel(): void {
    this.#cancel?.();
  }

  /** Called before every frame: the view is in the middle and as large as it wants to be. */
  layOut(): void {
    if (!this.#view || !this.#box) return;
    const screen = this.#parts.terminal.size.get();
    const wanted = this.#view.size(screen);
    const width = Math.max(1, Math.min(wanted.width, screen.width));
    const height = Math.max(1, Math.min(wanted.height, screen.height));
    const top = Math.min(Math.max(1, Math.floor((screen.height - height) / 3)), screen.height - height);
    this.#box.setPlace({ top, left: Math.floor((screen.width - width) / 2), width, height });
  }

  /** Hidden while the screen is too small. */
  show(visible: boolean): void {
    this.#box?.show(visible);
  }

  /** Everybody who waits gets no answer, and so does everybody who asks later. */
  dispose(): void {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0)) waiting.giveUp();
    this.cancel();
  }

  #next(): void {
    if (!this.#view) this.#queue.shift()?.open();
  }

  #open<Answer>(make: ModalMaker<Answer>, resolve: (answer: Answer | undefined) => void): void {
    const close = (answer?: Answer): void => {
      if (this.#view !== view) return;
      this.#close();
      resolve(answer);
      this.#next();
    };
    const view = make(close);
    this.#view = view;
    this.#cancel = () => close();
    this.#box = this.#createBox(view);
    this.#parts.contextChanged();
    this.#parts.terminal.requestFrame();
  }

  #close(): void {
    this.#view = undefined;
    this.#cancel = undefined;
    this.#box?.dispose();
    this.#box = undefined;
    this.#parts.contextChanged();
    this.#parts.terminal.requestFrame();
  }

  #createBox(view: ModalView): PaintBox {
    const box = createOverlayBox(this.#parts.terminal, (canvas) => view.paint(canvas));
    box.setTitle(view.title);
    box.setBadge(view.badge ?? '');
    box.onPointer((event) => {
      try {
        view.onPointer?.(event);
      } catch (error) {
        this.#parts.onError('Dialog', error);
      }
      this.#parts.terminal.paintNow();
    });
    return box;
  }
}
