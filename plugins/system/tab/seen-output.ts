import type { ServerHost } from '../servers/server-host.js';

/** Which servers have written something since somebody looked at them. */
export class SeenOutput {
  readonly #host: Pick<ServerHost, 'output'>;
  readonly #seen = new Map<string, number>();

  constructor(host: Pick<ServerHost, 'output'>) {
    this.#host = host;
  }

  /** Its output is in sight. */
  look(name: string): void {
    this.#seen.set(name, this.#end(name));
  }

  hasNews(name: string): boolean {
    return this.#end(name) > (this.#seen.get(name) ?? 0);
  }

  #end(name: string): number {
    return this.#host.output(name)?.endLine ?? 0;
  }
}
