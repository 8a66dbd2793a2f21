import type { Disposable } from './disposable.js';
import type { Event } from './event.js';

declare const serviceType: unique symbol;

/** Names a service and carries its type. Created once, next to the interface that it names. */
export interface ServiceKey<T> {
  readonly id: string;
  readonly [serviceType]?: (service: T) => T;
}

/** Makes the key of a service; `id` is `plugin.name` and is what manifests declare. */
export function defineService<T>(id: string): ServiceKey<T> {
  return { id };
}

declare const factType: unique symbol;

/** Names a fact that is broadcast to everybody. Facts announce; they never steer. */
export interface FactKey<T> {
  readonly id: string;
  readonly [factType]?: (fact: T) => T;
}

/** Makes the key of a fact; `id` is `plugin.what-happened`. */
export function defineFact<T>(id: string): FactKey<T> {
  return { id };
}

export interface Services {
  provide<T>(key: ServiceKey<T>, service: NoInfer<T>): Disposable;
  /** Activates the providing plugin first. Rejects with `DEVMGR_SERVICE_UNAVAILABLE`. */
  require<T>(key: ServiceKey<T>): Promise<T>;
  /** Never activates anything. */
  find<T>(key: ServiceKey<T>): T | undefined;
}

export interface Facts {
  publish<T>(key: FactKey<T>, fact: NoInfer<T>): void;
  on<T>(key: FactKey<T>): Event<T>;
}
