import { DevmgrError, ExitCode, type CliFlags } from 'devmgr/plugin-api';
import type { LogEntry, LogLevel } from 'devmgr/plugin-api/contracts/log-store';
import { GuardedRegex, SlowRegexError } from '../query/guarded-regex.js';
import { isAtLeast, isLevel } from '../query/levels.js';

/** For a batch of entries: a signal waits no longer. */
const GREP_DEADLINE_MS = 1000;

export interface LogsOptions {
  readonly follow: boolean;
  /** Entries to show at first. */
  readonly count: number;
  /** Those that were asked for, in order. Throws `DEVMGR_USAGE` when the expression takes too long. */
  select(entries: readonly LogEntry[]): readonly LogEntry[];
}

/** Reads the flags of the word. Throws `DEVMGR_USAGE`. */
export function readLogsOptions(flags: CliFlags): LogsOptions {
  const level = readLevel(flags.string('level'));
  const source = flags.string('source');
  const isOfTest = readTest(flags.string('test'));
  const grep = readGrep(flags.string('grep'));
  const lines = flags.number('lines') ?? 200;
  if (!Number.isInteger(lines) || lines < 0) throw usage('--lines wants a whole number', 'Say --lines 0 for all.');
  return {
    follow: flags.boolean('follow'),
    count: lines === 0 ? Infinity : lines,
    select: (entries) =>
      grep(
        entries.filter(
          (each) => isAtLeast(each.level, level) && (source === undefined || each.source === source) && isOfTest(each),
        ),
      ),
  };
}

function readLevel(text: string | undefined): LogLevel {
  if (text === undefined) return 'debug';
  if (isLevel(text)) return text;
  throw usage(`There is no level "${text}"`, 'Say debug, info, warn or error.');
}

/** A whole id, or a part of it in any case. */
function readTest(text: string | undefined): (entry: LogEntry) => boolean {
  if (text === undefined) return () => true;
  if (text === '') throw usage('--test wants a node id, or a part of one', 'For example: --test test_orders');
  const part = text.toLowerCase();
  return ({ test }) => test?.toLowerCase().includes(part) ?? false;
}

/** Node cannot be interrupted within an expression that takes exponential time, not even by a signal: it is guarded. */
function readGrep(text: string | undefined): LogsOptions['select'] {
  if (text === undefined) return (entries) => entries;
  const regex = compile(text);
  return (entries) => {
    try {
      const matches = regex.test(entries.map(({ message }) => message));
      return entries.filter((_entry, index) => matches[index]);
    } catch (error) {
      if (!(error instanceof SlowRegexError)) throw error;
      throw usage('--grep: the expression takes too long', 'Repetitions within repetitions, as in (a+)+, do that.');
    }
  };
}

function compile(text: string): GuardedRegex {
  try {
    return new GuardedRegex(text, '', { deadlineMs: GREP_DEADLINE_MS, longest: Infinity });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw usage(`--grep: ${reason}`, 'Put a backslash before characters such as ( [ * that are meant as they are.');
  }
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
