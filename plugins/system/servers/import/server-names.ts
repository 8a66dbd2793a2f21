import { proposedName } from '../definition/server-name.js';

/** The names of imported servers, each once. */
export class ServerNames {
  readonly #given = new Map<string, string>();

  /** The name for one that stands in the file; another than that when it cannot be had. */
  take(written: string): string {
    const base = proposedName(written) ?? 'server';
    const taken = new Set(this.#given.values());
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base.slice(0, 36)}-${count}`;
    this.#given.set(this.#given.has(written) ? `${written}\n${this.#given.size}` : written, name);
    return name;
  }

  /** What a name in the file has become; `undefined`: nobody has it. */
  of(written: string): string | undefined {
    return this.#given.get(written);
  }
}
