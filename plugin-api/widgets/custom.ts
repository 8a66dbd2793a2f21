import type { Disposable } from '../disposable.js';
import type { BaseOptions } from './widget.js';

/** What a `custom` widget's factory gets. Typed loosely on purpose: this package knows no blessed. */
export interface CustomHost {
  readonly blessed: unknown;
  /** Loads one widget of blessed-contrib by its path under `lib/widget`, for example `donut` or `charts/bar`. */
  contrib(path: string): Promise<unknown>;
  /** A blessed element that fills the area. */
  readonly parent: unknown;
  requestFrame(): void;
  own<T extends Disposable>(item: T): T;
}

export interface CustomOptions extends BaseOptions {
  create(host: CustomHost): void | Promise<void>;
  /** Return true when the key was used. */
  onKey?(key: {
    readonly name: string;
    readonly ch: string | undefined;
    readonly ctrl: boolean;
    readonly meta: boolean;
    readonly shift: boolean;
  }): boolean;
}
