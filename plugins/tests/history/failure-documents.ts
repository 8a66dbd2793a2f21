import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { failureDocument } from './failure-document.js';
import { isBad, ranTests } from './recorded-results.js';

/** Characters of one run, beyond which only what is short is kept of each failure; and at all. */
const [wholeChars, mostChars] = [10_000_000, 20_000_000];
/** That may be made at once: about two milliseconds of work. */
const sliceChars = 64_000;

/** What is kept of the failures of a run, by node id. */
export async function failureDocuments(
  state: TestRunState,
  redact: (text: string) => string,
): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  let [sum, slice] = [0, 0];
  for (const test of ranTests(state)) {
    if (!isBad(test.outcome)) continue;
    if (sum > mostChars) break;
    const document = failureDocument(test, redact, sum > wholeChars);
    documents.set(test.id, document);
    sum += document.length;
    slice += document.length;
    if (slice < sliceChars) continue;
    slice = 0;
    await nextTurn();
  }
  return documents;
}
