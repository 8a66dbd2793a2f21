import type { Clock, Disposable, LineBuffer, OutputLine } from 'devmgr/plugin-api';
import type { RequestLog } from '../requests/request-log.js';
import type { RunFacts } from '../run/server-run.js';
import type { ServerHost } from '../server-host.js';
import type { Watcher } from './control-server.js';

export interface DetailFeedOptions {
  readonly host: Pick<ServerHost, 'output' | 'requests' | 'facts'>;
  readonly clock: Clock;
  readonly watcher: Pick<Watcher, 'waiting'>;
  readonly name: string;
  readonly send: (message: object) => void;
}

/** Lines and requests that are told at once, from the start and after the reader was slow. */
const BACKLOG = 500;
const FLUSH_MS = 50;
/** While this much is unread nothing is added: what falls behind is left out. */
const SLOW_BYTES = 256 * 1024;
const BATCH_CHARACTERS = 256 * 1024;

/** Tells a watcher the lines, requests and facts of one server, as fast as it reads them. */
export class DetailFeed implements Disposable {
  readonly #options: DetailFeedOptions;
  #output: LineBuffer | undefined;
  #requests: RequestLog | undefined;
  #facts: RunFacts | undefined;
  #watches: Disposable[] = [];
  #nextLine = 0;
  #nextRequest = 0;
  #timer: Disposable | undefined;

  constructor(options: DetailFeedOptions) {
    this.#options = options;
    this.refresh();
  }

  /** The server may have another process, and with it other lines. */
  refresh(): void {
    const { host, name, send } = this.#options;
    const [output, requests, facts] = [host.output(name), host.requests(name), host.facts(name)];
    if (facts && facts !== this.#facts) send({ type: 'facts', name, facts });
    this.#facts = facts;
    if (output === this.#output && requests === this.#requests) return;
    this.#unwatch();
    if (output !== this.#output) this.#nextLine = Math.max(output?.firstLine ?? 0, (output?.endLine ?? 0) - BACKLOG);
    if (requests !== this.#requests) this.#nextRequest = Math.max(requests?.first ?? 0, (requests?.end ?? 0) - BACKLOG);
    this.#output = output;
    this.#requests = requests;
    this.#watches = [output?.onDidAppend, requests?.onDidChange].flatMap((event) => event?.(() => this.#plan()) ?? []);
    this.#plan();
  }

  dispose(): void {
    this.#unwatch();
    void this.#timer?.dispose();
  }

  #unwatch(): void {
    for (const watch of this.#watches) void watch.dispose();
  }

  #plan(): void {
    this.#timer ??= this.#options.clock.setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, FLUSH_MS);
  }

  #flush(): void {
    if (this.#options.watcher.waiting > SLOW_BYTES) return this.#plan();
    this.#tellLines();
    this.#tellRequests();
  }

  #tellLines(): void {
    const output = this.#output;
    if (!output || output.endLine <= this.#nextLine) return;
    const { name, send } = this.#options;
    const from = Math.max(this.#nextLine, output.firstLine, output.endLine - BACKLOG);
    const lines = fitting(output.lines(from, output.endLine - from));
    const skipped = from - this.#nextLine;
    this.#nextLine = from + lines.length;
    send({ type: 'output', name, lines, skipped });
    if (this.#nextLine < output.endLine) this.#plan();
  }

  #tellRequests(): void {
    const log = this.#requests;
    if (!log || log.end <= this.#nextRequest) return;
    const { name, send } = this.#options;
    const from = Math.max(this.#nextRequest, log.first, log.end - BACKLOG);
    this.#nextRequest = log.end;
    send({ type: 'requests', name, requests: log.requests(from, log.end - from) });
  }
}

/** As many of the first lines as one message may hold, one at least. */
function fitting(lines: readonly OutputLine[]): readonly OutputLine[] {
  let size = 0;
  const end = lines.findIndex(({ text }, index) => (size += text.length) > BATCH_CHARACTERS && index > 0);
  return end < 0 ? lines : lines.slice(0, end);
}
