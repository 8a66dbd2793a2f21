import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../book/known-test.js';
import type { CatalogState } from '../../book/test-book.js';
import type { RecordedFailure } from '../../history/recorded-run.js';
import { collectionErrorCase } from '../../results/collection-error-case.js';
import { emptyCase } from '../../results/empty-case.js';
import type { DetailSubject } from './detail-subject.js';

/** What is known now of what the details are about. */
export interface DetailView {
  readonly subject: DetailSubject | undefined;
  /** The run that is shown. */
  readonly run: TestRunState;
  readonly isOver: boolean;
  readonly known: KnownTest | undefined;
  /** As the run that is shown has it, else as it last failed, else what the book says. */
  readonly test: TestCase | undefined;
  /** Given when `test` is of that earlier run. */
  readonly earlier: RecordedFailure | undefined;
  /** Why the tests of the project could not be collected. */
  readonly failure: CatalogState['failure'];
}

/** What a view is made from. */
export interface DetailSources {
  readonly run: TestRunState;
  readonly known: (id: string) => KnownTest | undefined;
  readonly failure: (id: string) => RecordedFailure | undefined;
  /** Files that gave no tests when they were collected. */
  readonly problems: TestRunState['collectionErrors'];
  readonly notCollected: CatalogState['failure'];
}

/** Pure. */
export function detailView(subject: DetailSubject | undefined, sources: DetailSources): DetailView {
  const base = { subject, run: sources.run, isOver: sources.run.status === 'finished', failure: sources.notCollected };
  if (subject?.kind === 'test') return { ...base, ...testFacts(subject.id, sources) };
  const test = subject?.kind === 'problem' ? problemTest(subject.path, sources) : undefined;
  return { ...base, known: undefined, test, earlier: undefined };
}

function testFacts(id: string, sources: DetailSources): Pick<DetailView, 'known' | 'test' | 'earlier'> {
  const known = sources.known(id);
  const current = sources.run.cases.get(id);
  if (current && current.outcome !== 'queued') return { known, test: current, earlier: undefined };
  const earlier = sources.failure(id);
  if (earlier) return { known, test: earlier.test, earlier };
  return { known, test: current ?? (known && testOf(known)), earlier: undefined };
}

/** What the book knows of a test that no run has said anything of. */
function testOf(known: KnownTest): TestCase {
  return {
    ...emptyCase(known.id, known),
    outcome: known.outcome ?? 'queued',
    durationMs: known.durationMs,
    message: known.message,
  };
}

function problemTest(path: string, { run, problems }: DetailSources): TestCase {
  const problem = [...run.collectionErrors, ...problems].find((error) => error.path === path);
  return collectionErrorCase(path, problem?.traceback);
}
