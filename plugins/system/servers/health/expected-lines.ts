const MOST = 16;

/**
 * The lines of an access log that our own looks through a tunnel will give. A program tells from which port it was asked, and that is the port of
 * the tunnel's other end, which nobody tells us: each look takes one line with its path.
 */
export class ExpectedLines {
  readonly #paths: string[] = [];

  add(path: string): void {
    this.#paths.push(path);
    if (this.#paths.length > MOST) this.#paths.shift();
  }

  /** True when it was expected; each is once. */
  take(path: string | undefined): boolean {
    const index = path === undefined ? -1 : this.#paths.indexOf(path);
    if (index >= 0) this.#paths.splice(index, 1);
    return index >= 0;
  }

  clear(): void {
    this.#paths.length = 0;
  }
}
