import type { TestRunEnd } from 'devmgr/plugin-api/contracts/test-runs';
import type { CatalogState } from '../book/test-book.js';
import { describeEnd } from '../results/describe-end.js';
import { idleState } from '../results/run-model.js';
import type { CollectionResult } from './collection.js';

/** pytest's exit code of a collection without tests. */
const noTests = 5;

/** Why pytest gave no list of tests, in the words in which a run would say it; `undefined`: it gave one. */
export function collectionFailure(result: CollectionResult, python: string): CatalogState['failure'] {
  if (result.tests.length > 0 || result.problems.length > 0)
    return result.complete ? undefined : describe(result, python);
  const isEmpty = result.complete && result.exit.kind === 'exited' && result.exit.code === 0;
  return isEmpty ? describe({ ...result, exit: { kind: 'exited', code: noTests } }, python) : describe(result, python);
}

function describe({ exit, lastLines }: CollectionResult, python: string): CatalogState['failure'] {
  const end: TestRunEnd =
    exit.kind === 'exited'
      ? { kind: 'finished', exitCode: exit.code, lastLines }
      : { kind: 'crashed', detail: `pytest ended while collecting: ${reason(exit)}`, lastLines };
  const description = describeEnd({ ...idleState, status: 'finished', python, end });
  if (!description) return undefined;
  // Nobody has written a command line: it is what the project's settings say that is refused.
  const message = description.message.replace(
    /^pytest refused its command line\.$/,
    'pytest could not collect the tests.',
  );
  return { message, hint: description.hint };
}

function reason(exit: Exclude<CollectionResult['exit'], { kind: 'exited' }>): string {
  return exit.kind === 'signalled' ? exit.signal : exit.error.message;
}
