import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { TestKind, TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';

/** What the flags of `devmgr test` ask for. Throws `DEVMGR_USAGE` for a number of workers that is none. */
export function readOptions({ args, rest, flags }: CliInvocation): TestRunOptions {
  const markers = flags.string('markers');
  const keyword = flags.string('keyword');
  const workers = readWorkers(flags.string('workers'));
  return {
    // The choices are the manifest's.
    kind: (flags.string('kind') ?? 'all') as TestKind,
    paths: args,
    failed: flags.boolean('failed'),
    args: rest,
    ...(markers !== undefined && { markers }),
    ...(keyword !== undefined && { keyword }),
    ...(workers !== undefined && { workers }),
  };
}

function readWorkers(text: string | undefined): number | 'auto' | undefined {
  if (text === undefined || text === 'auto') return text;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `"${text}" is no number of workers.`,
    hint: 'Give a number, or auto for one a processor.',
    exitCode: ExitCode.usage,
  });
}
