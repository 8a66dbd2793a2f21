import type { Disposable } from 'devmgr/plugin-api';
import { RequestBook } from '../requests/request-book.js';
import { ServerOutput } from '../run/server-output.js';
import type { RunFacts } from '../run/server-run.js';
import type { WatchMessage } from './watch-message.js';

/** Output, requests and facts of a server of another devmgr, as far as they were told. */
export class RemoteDetails implements Disposable {
  readonly output = new ServerOutput();
  readonly requests = new RequestBook();
  #facts: RunFacts | undefined;
  /** Times of the last line and request: after the connection was lost some come once more. */
  #lastLineAt = -1;
  #lastRequestAt = -1;
  #isRepeating = false;

  get facts(): RunFacts | undefined {
    return this.#facts;
  }

  /** What comes next may be known. */
  beginAgain(): void {
    this.#isRepeating = true;
  }

  take(message: WatchMessage): void {
    if (message.type === 'facts') this.#facts = message.facts;
    else if (message.type === 'output') this.#takeLines(message);
    else if (message.type === 'requests') {
      const after = this.#isRepeating ? this.#lastRequestAt : -1;
      for (const request of message.requests) if (request.at > after) this.requests.add(request);
      this.#lastRequestAt = message.requests.at(-1)?.at ?? this.#lastRequestAt;
    }
  }

  dispose(): void {
    this.output.dispose();
    this.requests.dispose();
  }

  #takeLines({ lines, skipped }: Extract<WatchMessage, { type: 'output' }>): void {
    const after = this.#isRepeating ? this.#lastLineAt : -1;
    const fresh = lines.filter(({ at }) => at > after);
    this.#isRepeating = false;
    const [first] = fresh;
    if (!first) return;
    const gap = skipped === 0 ? [] : [{ ...first, text: `… ${skipped} lines came faster than they could be read` }];
    this.output.append([...gap, ...fresh]);
    this.#lastLineAt = fresh.at(-1)?.at ?? this.#lastLineAt;
  }
}
