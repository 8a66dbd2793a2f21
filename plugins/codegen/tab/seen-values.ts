/** What something was made from the last time: while that is the same nothing is made anew. */
export class SeenValues {
  #values: readonly unknown[] | undefined;

  /** Whether any of them is another one than the last time, or it is the first time. */
  areNew(...values: readonly unknown[]): boolean {
    const before = this.#values;
    if (before?.length === values.length && values.every((value, at) => Object.is(value, before[at]))) return false;
    this.#values = values;
    return true;
  }
}
