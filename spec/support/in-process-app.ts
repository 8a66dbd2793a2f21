import { PassThrough, Writable } from 'node:stream';
import { TermApp, type TermAppOptions } from './term-app.js';

export type FakeInput = PassThrough & { isTTY: boolean; isRaw: boolean; setRawMode(on: boolean): unknown };
export type FakeOutput = Writable & {
  isTTY: boolean;
  columns: number;
  rows: number;
  getWindowSize(): [number, number];
};

/** Streams that look like a terminal to the program. */
export interface FakeTty {
  readonly input: FakeInput;
  readonly output: FakeOutput;
}

/** A program in this process, on fake terminal streams: the fastest way, for most tests. Close it in `finally`. */
export class InProcessApp extends TermApp implements FakeTty {
  readonly input: FakeInput;
  readonly output: FakeOutput;
  #stop: (() => void | Promise<void>) | undefined;

  private constructor(options: TermAppOptions) {
    super(options);
    this.input = fakeInput();
    this.output = fakeOutput(this.cols, this.rows, (data) => this.feed(data));
  }

  /** `start` builds the program on the streams and returns what ends it. */
  static async start(
    start: (tty: FakeTty) => (() => void | Promise<void>) | Promise<() => void | Promise<void>>,
    options: TermAppOptions = {},
  ): Promise<InProcessApp> {
    const app = new InProcessApp(options);
    app.#stop = await start(app);
    return app;
  }

  send(data: string): void {
    this.input.write(data);
  }

  protected resizeProgram(cols: number, rows: number): void {
    this.output.columns = cols;
    this.output.rows = rows;
    this.output.emit('resize');
  }

  /** Ends the program; what it wrote last has been parsed when this resolves. */
  async stop(): Promise<void> {
    const stop = this.#stop;
    this.#stop = undefined;
    await stop?.();
    await new Promise<void>((resolve) => this.term.write('', resolve));
  }

  async close(): Promise<void> {
    await this.stop();
    this.term.dispose();
  }
}

function fakeInput(): FakeInput {
  const input = Object.assign(new PassThrough(), { isTTY: true, isRaw: false });
  return Object.assign(input, {
    setRawMode(on: boolean) {
      input.isRaw = on;
      return input;
    },
  });
}

function fakeOutput(columns: number, rows: number, onData: (data: string) => void): FakeOutput {
  const output = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      onData(chunk.toString());
      done();
    },
  });
  return Object.assign(output, {
    isTTY: true,
    columns,
    rows,
    getWindowSize: () => [columns, rows] as [number, number],
  });
}
