import type { TestCounts } from 'devmgr/plugin-api/contracts/test-runs';
import { failureDocument } from '../history/failure-document.js';
import type { RunRecord } from '../history/history-database.js';
import { isBad } from '../history/recorded-results.js';
import { emptyCase } from '../results/empty-case.js';
import { countOf } from '../results/phase-category.js';
import { noCounts } from '../results/run-model.js';
import type { ImportedTest } from './imported-run.js';
import type { ReadReport } from './read-report.js';

/** What failed tests said may be this long, all together. */
const mostFailureChars = 10_000_000;

/**
 * A report as a run of the history. The same report gives the same id. `now`: a report of the future is one of now; `redact` masks secrets,
 * `importedFrom` is for people.
 */
export function recordOfImport(
  { run, hash, modifiedAt }: ReadReport,
  { importedFrom, now, redact }: { importedFrom: string; now: number; redact: (text: string) => string },
): RunRecord {
  const durationMs = run.durationMs ?? run.tests.reduce((sum, test) => sum + (test.durationMs ?? 0), 0);
  const startedAt = Math.min(run.startedAt ?? modifiedAt - durationMs, now - durationMs);
  const counts: Record<keyof TestCounts, number> = {
    ...noCounts,
    deselected: run.deselected,
    errors: run.collectionErrors,
  };
  for (const { outcome } of run.tests) counts[countOf[outcome]] += 1;
  return {
    run: {
      id: run.runId ?? `import-${hash.slice(0, 24)}`,
      startedAt,
      durationMs,
      commit: undefined,
      branch: undefined,
      isDirty: false,
      profile: undefined,
      counts,
      end: 'finished',
      exitCode: run.exitCode,
      importedFrom,
    },
    isGreen: false,
    results: run.tests.map(({ id, outcome, durationMs: ms, reruns }) => ({
      id,
      outcome,
      durationMs: ms ?? null,
      reruns,
    })),
    failures: failuresOf(run.tests, redact),
  };
}

function failuresOf(tests: readonly ImportedTest[], redact: (text: string) => string): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  let sum = 0;
  for (const { reruns: _reruns, ...test } of tests) {
    if (!isBad(test.outcome) || sum > mostFailureChars) continue;
    const document = failureDocument({ ...emptyCase(test.id), ...test }, redact);
    documents.set(test.id, document);
    sum += document.length;
  }
  return documents;
}
