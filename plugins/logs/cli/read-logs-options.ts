import { DevmgrError, ExitCode, type CliFlags } from 'devmgr/plugin-api';
import type { LogEntry, LogLevel } from 'devmgr/plugin-api/contracts/log-store';
import { isAtLeast, isLevel } from '../query/levels.js';

export interface LogsOptions {
  readonly follow: boolean;
  /** Entries to show at first. */
  readonly count: number;
  accepts(entry: LogEntry): boolean;
}

/** Reads the flags of the word. Throws `DEVMGR_USAGE`. */
export function readLogsOptions(flags: CliFlags): LogsOptions {
  const level = readLevel(flags.string('level'));
  const source = flags.string('source');
  const grep = readGrep(flags.string('grep'));
  const lines = flags.number('lines') ?? 200;
  if (!Number.isInteger(lines) || lines < 0) throw usage('--lines wants a whole number', 'Say --lines 0 for all.');
  return {
    follow: flags.boolean('follow'),
    count: lines === 0 ? Infinity : lines,
    accepts: (entry) =>
      isAtLeast(entry.level, level) &&
      (source === undefined || entry.source === source) &&
      (grep === undefined || grep.test(entry.message)),
  };
}

function readLevel(text: string | undefined): LogLevel {
  if (text === undefined) return 'debug';
  if (isLevel(text)) return text;
  throw usage(`There is no level "${text}"`, 'Say debug, info, warn or error.');
}

function readGrep(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw usage(`--grep: ${reason}`, 'Put a backslash before characters such as ( [ * that are meant as they are.');
  }
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
