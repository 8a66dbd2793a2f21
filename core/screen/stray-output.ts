import { toDisposable, type Disposable } from 'devmgr/plugin-api';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/**
 * While the screen is up nothing but the screen may write to the terminal. What `console`, Node's warnings and libraries
 * write goes to `onLine` instead, line by line.
 */
export function captureStrayOutput(onLine: (line: string) => void): Disposable {
  const releases = [
    captureConsole(onLine),
    captureWarnings(onLine),
    captureStream(process.stderr, onLine),
    captureStream(process.stdout, onLine),
  ];
  return toDisposable(() => {
    for (const release of releases.reverse()) release();
  });
}

function captureConsole(onLine: (line: string) => void): () => void {
  const originals = methods.map((name) => [name, console[name]] as const);
  for (const name of methods)
    console[name] = (...values: unknown[]) => emitLines(values.map(describe).join(' '), onLine);
  return () => {
    for (const [name, original] of originals) console[name] = original;
  };
}

function captureWarnings(onLine: (line: string) => void): () => void {
  const originals = process.listeners('warning');
  const listen = (warning: Error) => emitLines(`${warning.name}: ${warning.message}`, onLine);
  process.removeAllListeners('warning').on('warning', listen);
  return () => {
    process.removeListener('warning', listen);
    for (const original of originals) process.on('warning', original);
  };
}

function captureStream(stream: NodeJS.WriteStream, onLine: (line: string) => void): () => void {
  const original = stream.write;
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) => {
    emitLines(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'), onLine);
    const callback = rest.find((value) => typeof value === 'function') as (() => void) | undefined;
    if (callback) process.nextTick(callback);
    return true;
  };
  return () => {
    stream.write = original;
  };
}

function emitLines(text: string, onLine: (line: string) => void): void {
  for (const line of text.replace(/\n$/, '').split('\n')) if (line !== '') onLine(line);
}

function describe(value: unknown): string {
  return value instanceof Error ? (value.stack ?? value.message) : String(value);
}
