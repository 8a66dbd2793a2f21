import type { Disposable, PluginContext, TextSink } from 'devmgr/plugin-api';

const EVERY_MS = 200;
const ERASE_LINE = '\r\x1b[K';
/** So many names are read in passing; of more the number is told. */
const MOST_NAMES = 4;
/** Nobody counts the first seconds. */
const SECONDS_AFTER = 2000;

export interface LookLineOptions {
  readonly out: TextSink;
  readonly context: Pick<PluginContext, 'clock' | 'text'>;
  /** Ids of the providers that are still being looked at. */
  waiting(): readonly string[];
}

/** The line of a terminal that says who is still being looked at, for as long as that lasts. Elsewhere nothing. */
export class LookLine implements Disposable {
  readonly #options: LookLineOptions;
  readonly #since: number;
  readonly #timer: Disposable | undefined;
  #drawn = '';

  constructor(options: LookLineOptions) {
    this.#options = options;
    const { out, context } = options;
    this.#since = context.clock.now();
    this.#draw();
    this.#timer = out.isTTY ? context.clock.setInterval(() => this.#draw(), EVERY_MS) : undefined;
  }

  dispose(): void {
    void this.#timer?.dispose();
    if (this.#drawn !== '') this.#options.out.write(ERASE_LINE);
  }

  #draw(): void {
    const { out, context } = this.#options;
    if (!out.isTTY) return;
    const line = context.text.truncate(context.text.clean(this.#text()), Math.max(20, out.columns - 1));
    if (line === this.#drawn) return;
    this.#drawn = line;
    out.write(`${ERASE_LINE}${line}`);
  }

  /** `looking at 9 providers…`, `looking at ollama, corp… 3s`. */
  #text(): string {
    const ids = this.#options.waiting();
    const passed = this.#options.context.clock.now() - this.#since;
    const few = ids.length === 0 ? 'providers' : ids.join(', ');
    const who = ids.length <= MOST_NAMES ? few : `${ids.length} providers`;
    return `looking at ${who}…${passed < SECONDS_AFTER ? '' : ` ${Math.floor(passed / 1000)}s`}`;
  }
}
