import { nothingFailed, notFailed, notKnown, whichFailure } from './explain-errors.js';

/** What is known beside the failures. */
export interface KnownOutcomes {
  /** Of the last run of a test; `undefined`: it is not known. */
  outcomeOf(id: string): string | undefined;
  ids(): Iterable<string>;
  /** The last run ended because files could not be collected. */
  readonly endedInCollection: boolean;
}

/**
 * The node id that a person means: exactly, else by the end of it (`test_orders.py::test_total`, `test_total`), else by a part. Without words: the
 * only failure there is. Throws a `DevmgrError` that lists the failures it could be, or says what is known of the test.
 */
export function chooseFailure(typed: string | undefined, failed: readonly string[], known: KnownOutcomes): string {
  if (typed === undefined || typed === '') {
    return theOnly(undefined, failed) ?? raise(nothingFailed(known.endedInCollection));
  }
  if (failed.includes(typed)) return typed;
  // Somebody who gives a whole id means that test, not a failure whose id has it in it.
  if (known.outcomeOf(typed) !== undefined) throw notFailed(typed, known.outcomeOf(typed));
  const named = failed.filter((id) => isNamed(id, typed));
  const parts = failed.filter((id) => id.includes(typed));
  return theOnly(typed, named) ?? theOnly(typed, parts) ?? raise(whyNone(typed, known));
}

function whyNone(typed: string, known: KnownOutcomes): Error {
  for (const id of known.ids()) if (isNamed(id, typed)) return notFailed(id, known.outcomeOf(id));
  return notKnown(typed);
}

/** By the end of the id; `test_total[2-eur]` is one of `test_total`. */
function isNamed(id: string, typed: string): boolean {
  const bracket = id.indexOf('[', id.lastIndexOf('::'));
  const base = bracket === -1 ? id : id.slice(0, bracket);
  return [id, base].some((name) => name === typed || name.endsWith(`/${typed}`) || name.endsWith(`::${typed}`));
}

function theOnly(typed: string | undefined, ids: readonly string[]): string | undefined {
  if (ids.length > 1) throw whichFailure(typed, ids);
  return ids[0];
}

function raise(error: Error): never {
  throw error;
}
