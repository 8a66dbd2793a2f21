import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import { isVariableName } from '../profiles/profile-table.js';

/** What the flags of `devmgr test` ask for. Throws `DEVMGR_USAGE` for a number of workers that is none, and for a variable without a value. */
export function readOptions({ args, rest, flags }: CliInvocation): TestRunOptions {
  const markers = flags.string('markers');
  const keyword = flags.string('keyword');
  const workers = readWorkers(flags.string('workers'));
  const verbosity = flags.number('verbosity');
  const env = readVariables(flags.strings('env'));
  return {
    kind: flags.string('kind') ?? 'all',
    paths: args,
    failed: flags.boolean('failed'),
    args: rest,
    ...(markers !== undefined && { markers }),
    ...(keyword !== undefined && { keyword }),
    ...(workers !== undefined && { workers }),
    ...(verbosity !== undefined && { verbosity: Math.min(3, verbosity) }),
    ...(env && { env }),
    // What is not given follows the profile.
    ...(flags.boolean('fail-fast') && { failFast: true }),
    ...(flags.boolean('failed-first') && { failedFirst: true }),
    ...(flags.boolean('cov') && { coverage: true }),
  };
}

function readWorkers(text: string | undefined): number | 'auto' | undefined {
  if (text === undefined || text === 'auto') return text;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw usage(`"${text}" is no number of workers.`, 'Give a number, or auto for one a processor.');
}

function readVariables(words: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (words.length === 0) return undefined;
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf('=');
      const name = word.slice(0, Math.max(0, equals));
      // What was meant as a value may be a secret: it is not repeated.
      if (!isVariableName(name)) throw usage('A variable is given as NAME=value.', 'For example: --env STAGE=ci');
      return [name, word.slice(equals + 1)];
    }),
  );
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
