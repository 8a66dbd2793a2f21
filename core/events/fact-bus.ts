import { Emitter, type Event, type FactKey, type Facts, type ListenerErrorSink } from 'devmgr/plugin-api';

/** The event bus: facts by key, delivered at once and in order to whoever listens. */
export class FactBus implements Facts {
  readonly #emitters = new Map<string, Emitter<unknown>>();
  readonly #report: ListenerErrorSink;

  constructor(report: ListenerErrorSink) {
    this.#report = report;
  }

  publish<T>(key: FactKey<T>, fact: NoInfer<T>): void {
    this.#emitters.get(key.id)?.fire(fact);
  }

  on<T>(key: FactKey<T>): Event<T> {
    return (listener) => this.#emitter(key.id).event(listener as (fact: unknown) => void);
  }

  #emitter(id: string): Emitter<unknown> {
    const emitter = this.#emitters.get(id) ?? new Emitter<unknown>(this.#report);
    this.#emitters.set(id, emitter);
    return emitter;
  }
}
