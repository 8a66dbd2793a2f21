/**
 * Stands in for the own part of a widget's handle until the widget is there: calls are kept, the last one of each
 * method, and made in order by `arrive`. What is not a call (a store, for example) is only there afterwards.
 */
export class LateHandle {
  readonly #kept = new Map<PropertyKey, readonly unknown[]>();
  #target: object | undefined;

  readonly proxy: object = new Proxy(
    {},
    {
      get: (_, name) => this.#read(name),
      has: (_, name) => this.#target !== undefined && name in this.#target,
    },
  );

  arrive(target: object): void {
    this.#target = target;
    for (const [name, values] of this.#kept) {
      const method = member(target, name);
      if (typeof method === 'function') (method as (...values: readonly unknown[]) => unknown)(...values);
    }
    this.#kept.clear();
  }

  #read(name: PropertyKey): unknown {
    if (this.#target) return member(this.#target, name);
    // Neither promises nor printing may take the stand-in for something that it is not.
    if (typeof name === 'symbol' || name === 'then' || name === 'toJSON') return undefined;
    return (...values: unknown[]) => {
      this.#kept.delete(name);
      this.#kept.set(name, values);
    };
  }
}

function member(target: object, name: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
