import { close, open, write, writev } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';

/** The property in which winston's transports expect the finished text of a record. */
const MESSAGE = Symbol.for('message');

export interface FileTransportOptions {
  readonly dir: string;
  /** Name of the first file; `name.1.jsonl` and so on follow. */
  readonly name: string;
  readonly maxBytes: number;
  /** A file was opened: its name. */
  readonly onOpen: (name: string) => void;
  /** Nothing can be written any more. Called once. */
  readonly onFailure: (error: Error) => void;
}

/** An open log file that begins a new one when it is full. */
export interface FileTransport {
  /** Writes whole lines, without the last newline. Resolves when more can be taken. */
  write(lines: string): Promise<void>;
  /** Resolves when everything is on disk or has failed. */
  close(): Promise<void>;
}

/**
 * Opens a file through winston, which is loaded here. Mode 0600. winston hides the errors of its file, so that the
 * system calls are watched instead; after the first error every promise resolves and nothing is written.
 */
export async function openFileTransport(options: FileTransportOptions): Promise<FileTransport> {
  const { default: File } = await import('winston/lib/winston/transports/file.js');
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const failure = makeFailure(options.onFailure);
  let files = 0;
  const transport = new File({
    dirname: options.dir,
    filename: options.name,
    maxsize: options.maxBytes,
    eol: '\n',
    // Called once for every file; the first keeps the plain name.
    rotationFormat: () => `.${files++}`,
    options: { flags: 'a', mode: 0o600, fs: watchedFs(failure.fail) },
  });
  transport.on('error', failure.fail);
  transport.on('open', (path: string) => options.onOpen(basename(path)));
  const isOpen = new Promise<void>((resolve) => void transport.once('open', () => resolve()));
  await Promise.race([isOpen, failure.happened]);
  const orFailure = (start: (done: () => void) => void) =>
    Promise.race([new Promise<void>((resolve) => start(resolve)), failure.happened]);
  return {
    write: (lines) => orFailure((done) => void transport.write({ level: 'info', [MESSAGE]: lines }, () => done())),
    close: () => orFailure((done) => void transport.end(done)),
  };
}

function makeFailure(report: (error: Error) => void) {
  let resolve: () => void = () => undefined;
  const happened = new Promise<void>((done) => (resolve = done));
  let isFirst = true;
  const fail = (error: Error) => {
    if (isFirst) report(error);
    isFirst = false;
    resolve();
  };
  return { happened, fail };
}

/** The calls that a write stream makes, telling of their errors. */
function watchedFs(onError: (error: Error) => void) {
  const watch =
    (call: (...args: never[]) => void) =>
    (...args: unknown[]) => {
      const callback = args.at(-1) as (error: Error | null, ...rest: unknown[]) => void;
      const watched: typeof callback = (error, ...rest) => {
        if (error) onError(error);
        callback(error, ...rest);
      };
      Reflect.apply(call, undefined, [...args.slice(0, -1), watched]);
    };
  return { open: watch(open), write: watch(write), writev: watch(writev), close };
}
