import { toDisposable, type Disposable } from './disposable.js';

/** Subscribes a listener. Named `onDid…` for facts and `onWill…` for announcements. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Where an exception of a listener goes; the core points it at its log. */
export type ListenerErrorSink = (error: unknown) => void;

const toMicrotask: ListenerErrorSink = (error) =>
  queueMicrotask(() => {
    throw error;
  });

/** Fires synchronously and in order. A listener that throws is reported; the others still run. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<{ call: (value: T) => void }>();
  readonly #report: ListenerErrorSink;

  constructor(report: ListenerErrorSink = toMicrotask) {
    this.#report = report;
  }

  readonly event: Event<T> = (listener) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return toDisposable(() => void this.#listeners.delete(entry));
  };

  fire(value: T): void {
    for (const entry of [...this.#listeners]) {
      if (!this.#listeners.has(entry)) continue;
      try {
        entry.call(value);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** The current value together with its changes, so that nobody can subscribe too late. */
export interface ReadonlyStore<T> {
  get(): T;
  readonly onDidChange: Event<T>;
}

/** Holds one immutable value. Setting an identical value fires nothing. */
export class Store<T> implements ReadonlyStore<T>, Disposable {
  #value: T;
  readonly #emitter: Emitter<T>;
  readonly onDidChange: Event<T>;

  constructor(initial: T, report?: ListenerErrorSink) {
    this.#value = initial;
    this.#emitter = new Emitter<T>(report);
    this.onDidChange = this.#emitter.event;
  }

  get(): T {
    return this.#value;
  }

  set(next: T): void {
    if (Object.is(next, this.#value)) return;
    this.#value = next;
    this.#emitter.fire(next);
  }

  update(change: (current: T) => T): void {
    this.set(change(this.#value));
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}
