import type { BakeOffEntry } from '../../../../plugins/codegen/bakeoff/bake-off.js';
import type { Verdict, Verification } from '../../../../plugins/codegen/verify/verification.js';
import { aGeneration } from '../generate/a-generation.js';

interface EntryFacts {
  readonly status?: BakeOffEntry['status'];
  readonly verdict?: Verdict | undefined;
  readonly passed?: number;
  readonly files?: number;
  readonly refused?: number;
  readonly durationMs?: number | undefined;
  readonly costUsd?: number | undefined;
}

export function bakeOffEntry(model: string, facts: EntryFacts): BakeOffEntry {
  const { status = 'done', verdict, passed = 0, files = 1, refused = 0, durationMs, costUsd } = facts;
  return {
    model,
    status,
    received: 1,
    generation: aGeneration({
      files: Array.from({ length: files }, () => ({ path: 'a.py', before: undefined, after: 'x = 1\n' })),
      refused: Array.from({ length: refused }, () => ({ path: 'b.py', reason: 'not found' })),
    }),
    verification: verdict && aVerification(verdict, passed),
    error: undefined,
    durationMs,
    costUsd,
  };
}

export function aVerification(verdict: Verdict, passed: number): Verification {
  return {
    verdict,
    detail: undefined,
    choice: { paths: [], reason: 'the whole suite' },
    counts: { passed, failed: 0, errors: 0, skipped: 0, xfailed: 0, xpassed: 0, deselected: 0 },
    failures: [],
    durationMs: 1,
    where: 'copy',
  };
}
