import type { WidgetKindEntry } from './widget.js';

type FindKind = (kind: string) => WidgetKindEntry<never, never> | undefined;

/** All kinds of widgets, which no tab has before the first frame: they are loaded after it. */
export class LateKinds {
  #find: FindKind | undefined;
  #loading: Promise<void> | undefined;

  /** See `findKind`. Knows none before `load` has resolved. */
  readonly find: FindKind = (kind) => this.#find?.(kind);

  load(): Promise<void> {
    this.#loading ??= import('./kinds.js').then(({ findKind }) => void (this.#find = findKind));
    return this.#loading;
  }
}
