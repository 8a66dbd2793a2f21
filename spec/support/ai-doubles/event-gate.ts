import type { ServerResponse } from 'node:http';
import { Transform, type TransformCallback } from 'node:stream';

/** What becomes of a stream after some of its events. */
export interface StreamCut {
  readonly afterEvents: number;
  /** `hold`: nothing more comes, the connection stays. `end`: it ends politely. `tear`: the connection is reset. */
  readonly then: 'hold' | 'end' | 'tear' | { readonly write: string };
}

/** Passes so many server-sent events on, and then does what the cut says. */
export class EventGate extends Transform {
  readonly #cut: StreamCut;
  readonly #response: ServerResponse;
  #rest = '';
  #passed = 0;
  #isShut = false;

  constructor(cut: StreamCut, response: ServerResponse) {
    super();
    this.#cut = cut;
    this.#response = response;
    // The headers are on their way also when no event is.
    response.flushHeaders();
    if (cut.afterEvents === 0) this.#shut();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#rest += chunk.toString('latin1');
    for (let end = this.#rest.indexOf('\n\n'); end >= 0 && !this.#isShut; end = this.#rest.indexOf('\n\n')) {
      this.push(Buffer.from(this.#rest.slice(0, end + 2), 'latin1'));
      this.#rest = this.#rest.slice(end + 2);
      this.#passed += 1;
      if (this.#passed === this.#cut.afterEvents) this.#shut();
    }
    done();
  }

  /** While it holds, the end of the stream above is kept back too. */
  override _flush(done: TransformCallback): void {
    if (!this.#isShut) done();
  }

  #shut(): void {
    this.#isShut = true;
    const { then } = this.#cut;
    if (then === 'hold') return;
    // What was passed on leaves first.
    setImmediate(() => {
      if (then === 'tear') this.#response.socket?.resetAndDestroy();
      else this.#response.end(then === 'end' ? '' : then.write);
    });
  }
}
