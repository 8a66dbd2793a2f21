import type { LogLevel, LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { createLogger } from './create-logger.js';
import { EntryStore } from './entry-store.js';
import { withoutHidden } from './hidden-characters.js';
import { LineIntake } from './line-intake.js';
import { LogFile } from './log-file.js';
import { isLevel } from './log-levels.js';
import type { LogSink } from './log-sink.js';
import { recogniseLine } from './recognise-line.js';
import { createRedactor, type Redactor } from './redact.js';

const MEGABYTE = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A longer message is cut: nobody reads it, and it would push everything else out of memory. */
const LONGEST_MESSAGE = 256 * 1024;

export interface LogSinkOptions {
  /** The folder of the files: `~/.devmgr/logs`. Made when it is needed. */
  readonly dir: string;
  /** The beginning of the file names. */
  readonly project: string;
  /** The values of its secret variables are masked. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Entries in memory at most. Default 50,000. */
  readonly keep?: number;
  /** Memory for them at most. Default 32 MB. */
  readonly keepBytes?: number;
  /** The least level that goes to the file. Default `debug`. */
  readonly level?: LogLevel;
  /** Default 10 MB; 100 MB for all files of the project. */
  readonly maxFileBytes?: number;
}

/** Builds the log: memory, file and redaction. Nothing is loaded, read or written before the first entry. */
export function createLogSink(options: LogSinkOptions): LogSink {
  const redactor = createRedactor(options.env);
  const { redact } = redactor;
  const store = new EntryStore({ entries: options.keep ?? 50_000, bytes: options.keepBytes ?? 32 * MEGABYTE });
  const intake = new LineIntake({ store, ...redactor, now: options.now });
  const write = (source: string, level: LogLevel, message: string, at = options.now(), isWrittenElsewhere = false) =>
    void store.add(source, level, cleanMessage(message, redactor), at, isWrittenElsewhere);
  const file = createLogFile(options, store, intake, (error) =>
    write('core', 'warn', `The log file cannot be written, entries are in memory only: ${error.message}`),
  );
  const notified = store.onDidChange(() => file.notify());
  return {
    store: publicStore(store, file, options.dir, {
      append({ source, level, message, at, isWrittenElsewhere }) {
        const text = String(message);
        const known = isLevel(level) ? level : recognised(text);
        write(String(source), known, text, isTime(at) ? at : undefined, isWrittenElsewhere === true);
      },
      attribute: ({ source, ...told }) => intake.attribute(source, told),
    }),
    logger: (source) => createLogger((level, message) => write(source, level, message)),
    line: (source, text, stream, at) => intake.line(source, text, stream, at),
    redact,
    addSecrets: redactor.add,
    addSecret: redactor.addValue,
    async dispose() {
      await notified.dispose();
      await file.dispose();
    },
  };
}

function createLogFile(
  options: LogSinkOptions,
  store: EntryStore,
  intake: LineIntake,
  onFailure: (error: Error) => void,
): LogFile {
  return new LogFile({
    dir: options.dir,
    project: options.project,
    level: options.level ?? 'debug',
    maxFileBytes: options.maxFileBytes ?? 10 * MEGABYTE,
    prune: { maxAgeMs: 14 * DAY_MS, maxBytes: 100 * MEGABYTE },
    now: options.now,
    entries: store,
    settledBefore: () => intake.settledBefore(),
    onFailure,
  });
}

function publicStore(
  store: EntryStore,
  file: LogFile,
  dir: string,
  { append, attribute }: Pick<LogStore, 'append' | 'attribute'>,
): LogStore {
  return {
    get first() {
      return store.first;
    },
    get end() {
      return store.end;
    },
    entries: store.entries,
    onDidChange: store.onDidChange,
    append,
    attribute,
    sources: () => store.sources(),
    files: {
      get current() {
        return file.path;
      },
      dir,
    },
  };
}

function recognised(message: string): LogLevel {
  const [firstLine = ''] = withoutHidden(message).split('\n', 1);
  return recogniseLine(firstLine).level ?? 'info';
}

/** A plugin in plain JavaScript may give anything; a time that no `Date` holds would stop the file. */
function isTime(at: unknown): at is number {
  return typeof at === 'number' && !Number.isNaN(new Date(at).getTime());
}

/** What is cut off is cut after masking, so that no secret loses its recognisable half. */
function cleanMessage(message: string, { redact }: Redactor): string {
  const clean = redact(withoutHidden(message).replace(/\n+$/, ''));
  return clean.length <= LONGEST_MESSAGE
    ? clean
    : `${clean.slice(0, LONGEST_MESSAGE)}… (${clean.length - LONGEST_MESSAGE} more characters)`;
}
