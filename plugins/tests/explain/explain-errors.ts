import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** There is nothing to explain: no test is known to have failed. `endedInCollection`: the last run got no further. */
export function nothingFailed(endedInCollection: boolean): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOTHING_FAILED',
    message: endedInCollection
      ? 'No test failed: the last run ended because files could not be collected.'
      : 'No test failed when it was last run.',
    hint: endedInCollection
      ? 'Explain such a file: devmgr explain --run PATH'
      : 'Run the tests with devmgr test; what fails then can be explained.',
    exitCode: ExitCode.unavailable,
  });
}

/** `id` is known, and did not fail. */
export function notFailed(id: string, outcome: string | undefined): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOT_FAILED',
    message: `${id} did not fail when it was last run${outcome === undefined ? '' : `: ${outcome}`}.`,
    hint: `Run it again and explain what fails: devmgr explain --run '${id}'`,
    exitCode: ExitCode.unavailable,
  });
}

/** No run had a test of this name. */
export function notKnown(typed: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOT_KNOWN',
    message: `No test called ${typed} has been run.`,
    hint: 'devmgr test --list prints the tests that there are; devmgr explain --run ID runs one first.',
    exitCode: ExitCode.unavailable,
  });
}

/** `typed` names several failures, or none. */
export function whichFailure(typed: string | undefined, candidates: readonly string[]): DevmgrError {
  const shown = candidates.slice(0, 10).map((id) => `  ${id}`);
  const more = candidates.length > 10 ? [`  … and ${candidates.length - 10} more`] : [];
  const message =
    typed === undefined
      ? `${candidates.length} tests failed when they were last run: which of them?`
      : `"${typed}" is the name of several failures.`;
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message,
    hint: ['Give one of:', ...shown, ...more].join('\n'),
    exitCode: ExitCode.usage,
  });
}
