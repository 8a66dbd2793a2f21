import type { Disposable } from 'devmgr/plugin-api';
import { RequestBook } from '../requests/request-book.js';
import { ServerOutput } from './server-output.js';

/** What servers have written and answered, each over all of its starts. */
export class ServerTraces implements Disposable {
  readonly #outputs = new Map<string, ServerOutput>();
  readonly #books = new Map<string, RequestBook>();

  /** Made when it is asked for the first time. */
  output(name: string): ServerOutput {
    return made(this.#outputs, name, () => new ServerOutput());
  }

  requests(name: string): RequestBook {
    return made(this.#books, name, () => new RequestBook());
  }

  dispose(): void {
    for (const each of [...this.#outputs.values(), ...this.#books.values()]) each.dispose();
  }
}

function made<T>(all: Map<string, T>, name: string, make: () => T): T {
  const known = all.get(name);
  if (known) return known;
  const item = make();
  all.set(name, item);
  return item;
}
