/**
 * The members of a JSON object from outside, each read with the type that is expected of it: what is missing, `null` or of
 * another type reads as `undefined`. Nothing here throws.
 */
export class Fields {
  readonly #members: Readonly<Record<string, unknown>>;

  private constructor(members: Readonly<Record<string, unknown>>) {
    this.#members = members;
  }

  /** `undefined` for everything that is not an object. */
  static of(value: unknown): Fields | undefined {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? new Fields(value as Readonly<Record<string, unknown>>) : undefined;
  }

  /** Of a text that should be JSON; `undefined` for everything that is not an object. */
  static parse(text: string | undefined): Fields | undefined {
    try {
      return Fields.of(JSON.parse(text ?? ''));
    } catch {
      return undefined;
    }
  }

  members(): Readonly<Record<string, unknown>> {
    return this.#members;
  }

  value(name: string): unknown {
    return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
  }

  string(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** A string that is not empty. */
  text(name: string): string | undefined {
    return this.string(name) || undefined;
  }

  /** A checksum of so many hexadecimal digits, in lower case. */
  hex(name: string, digits: number): string | undefined {
    const value = this.string(name);
    return value?.length === digits && /^[0-9a-f]+$/i.test(value) ? value.toLowerCase() : undefined;
  }

  number(name: string): number | undefined {
    const value = this.value(name);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  /** A whole number that is not negative. */
  count(name: string): number | undefined {
    const value = this.number(name);
    return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  }

  boolean(name: string): boolean | undefined {
    const value = this.value(name);
    return typeof value === 'boolean' ? value : undefined;
  }

  fields(name: string): Fields | undefined {
    return Fields.of(this.value(name));
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.value(name);
    return Array.isArray(value) ? value : undefined;
  }

  /** The strings of a list; its other items are passed over. */
  strings(name: string): readonly string[] {
    return (this.list(name) ?? []).filter((item) => typeof item === 'string');
  }

  /** The objects of a list; its other items are passed over. */
  objects(name: string): readonly Fields[] {
    return (this.list(name) ?? []).flatMap((item) => Fields.of(item) ?? []);
  }
}
