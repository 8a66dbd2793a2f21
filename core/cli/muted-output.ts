import { Writable } from 'node:stream';

/** A terminal that shows nothing while it is muted. For readline it is a terminal in any case. */
export class MutedOutput extends Writable {
  readonly isTTY = true;
  isMuted = true;
  readonly #target: NodeJS.WriteStream;
  readonly #resized = () => void this.emit('resize');

  constructor(target: NodeJS.WriteStream) {
    super({ decodeStrings: false });
    this.#target = target;
    target.on('resize', this.#resized);
  }

  get columns(): number {
    return this.#target.columns > 0 ? this.#target.columns : 80;
  }

  /** For what is shown in any case. */
  show(text: string): void {
    this.#target.write(text);
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    if (!this.isMuted) this.#target.write(chunk);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#target.off('resize', this.#resized);
    done(error);
  }
}
