import { isAbsolute, join, relative, sep } from 'node:path';
import type { TestCase, TestCounts, TestFrame, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { CollectReportEvent, CollectedTest, HelloEvent, PhaseEvent, PytestEvent } from '../pytest/protocol.js';
import { countOf, phaseCategory, worseOutcome, type FinalOutcome } from './phase-category.js';
import type { RunModel } from './run-model.js';

/** An event and when it arrived, in milliseconds since the epoch. */
export interface TimedEvent {
  readonly at: number;
  readonly event: PytestEvent;
}

/** A model that is being changed: one copy for all events of a frame. */
interface Draft {
  model: RunModel;
  readonly root: string;
  readonly cases: Map<string, TestCase>;
  readonly active: Set<string>;
  readonly counts: { -readonly [Key in keyof TestCounts]: number };
}

/**
 * Applies what pytest said to what is known of the run. Pure: `model` is not changed.
 *
 * `root` is the project's root; files and frames inside it become relative to it. Events of a test may come before it
 * was described (a worker describes the tests while another already runs them).
 */
export function reduceEvents(model: RunModel, events: readonly TimedEvent[], root: string): RunModel {
  const draft: Draft = {
    model,
    root,
    cases: new Map(model.state.cases),
    active: new Set(model.active),
    counts: { ...model.state.counts },
  };
  for (const { at, event } of events) applyEvent(draft, event, at);
  const { cases, active, counts } = draft;
  return { ...draft.model, active, state: { ...draft.model.state, cases, counts } };
}

function applyEvent(draft: Draft, event: PytestEvent, at: number): void {
  switch (event.event) {
    case 'hello':
      return applyHello(draft, event);
    case 'collected':
      return applyCollected(draft, event.tests);
    case 'deselected':
      draft.counts.deselected += event.count;
      return;
    case 'collect-report':
      return applyCollectReport(draft, event);
    case 'start':
      return applyStart(draft, event.id, at);
    case 'phase':
      return applyPhase(draft, event);
    case 'stray-modules':
      return applyStrayModules(draft, event.paths);
    case 'end':
      draft.model = { ...draft.model, ended: true };
      return;
    default:
      event satisfies never;
  }
}

function applyHello(draft: Draft, hello: HelloEvent): void {
  draft.model = { ...draft.model, greeted: true, rootdir: hello.rootdir };
  changeState(draft, { workers: hello.workers });
}

function applyCollected(draft: Draft, tests: readonly CollectedTest[]): void {
  for (const test of tests) {
    const known = draft.cases.get(test.id) ?? newCase(draft, test.id);
    draft.cases.set(test.id, {
      ...known,
      file: test.file === undefined ? known.file : projectPath(draft, test.file),
      line: test.line ?? known.line,
      markers: test.markers ?? known.markers,
    });
  }
  changeState(draft, { total: draft.cases.size });
}

function applyCollectReport(draft: Draft, report: CollectReportEvent): void {
  if (report.outcome === 'skipped') draft.counts.skipped += 1;
  if (report.outcome !== 'failed') return;
  draft.counts.errors += 1;
  const error = { path: projectPath(draft, report.path), traceback: report.traceback };
  changeState(draft, { collectionErrors: [...draft.model.state.collectionErrors, error] });
}

function applyStrayModules(draft: Draft, paths: readonly string[]): void {
  const known = draft.model.state.strayModules ?? [];
  changeState(draft, { strayModules: [...new Set([...known, ...paths])] });
}

function applyStart(draft: Draft, id: string, at: number): void {
  const { file, line, markers } = draft.cases.get(id) ?? newCase(draft, id);
  draft.cases.set(id, { ...newCase(draft, id), file, line, markers, outcome: 'running', startedAt: at });
  draft.active.add(id);
  changeState(draft, { status: 'running', total: draft.cases.size });
}

function applyPhase(draft: Draft, phase: PhaseEvent): void {
  const before = draft.cases.get(phase.id) ?? newCase(draft, phase.id);
  const category = phaseCategory(phase);
  if (category) draft.counts[countOf[category]] += 1;
  const after = phase.outcome === 'rerun' ? againFrom(before) : withPhase(draft, before, phase, category);
  const isLast = phase.when !== 'setup' && phase.when !== 'call';
  if (isLast) draft.active.delete(phase.id);
  // Only set up and torn down (`--setup-only`): nothing was tested.
  draft.cases.set(phase.id, isLast && after.outcome === 'running' ? { ...after, outcome: 'queued' } : after);
}

/** A try that another plugin repeats: what it left behind is not the test's. */
function againFrom(test: TestCase): TestCase {
  return { ...test, outcome: 'running', message: undefined, traceback: undefined, frames: [], sections: [] };
}

function withPhase(draft: Draft, before: TestCase, phase: PhaseEvent, category: FinalOutcome | undefined): TestCase {
  const outcome = category ? worseOutcome(before.outcome, category) : before.outcome;
  const tells = outcome !== before.outcome && phase.outcome !== 'passed';
  const sections = phase.sections.map(([title, text]) => ({ title, text }));
  return {
    ...before,
    outcome,
    // The time of a subtest is part of its test's.
    durationMs: (before.durationMs ?? 0) + (phase.subtest ? 0 : phase.duration * 1000),
    message: tells ? phase.message?.replace(/^Skipped: /, '') : before.message,
    traceback: joinTracebacks(before.traceback, phase),
    frames: tells ? phase.frames.map((frame) => toFrame(draft, frame)) : before.frames,
    sections: sections.length > 0 ? [...before.sections, ...sections] : before.sections,
    worker: phase.worker ?? before.worker,
  };
}

function joinTracebacks(before: string | undefined, phase: PhaseEvent): string | undefined {
  if (!phase.traceback) return before;
  return before ? `${before}\n\nin ${phase.when}:\n\n${phase.traceback}` : phase.traceback;
}

function toFrame(draft: Draft, [path, line, name]: readonly [string, number, string]): TestFrame {
  // pytest was started in the project's root, so that is what relative paths of code objects mean.
  return { path: inProject(draft.root, isAbsolute(path) ? path : join(draft.root, path)), line, function: name };
}

/** Of a path that pytest gave, relative to its root directory. */
function projectPath(draft: Draft, path: string): string {
  return inProject(draft.root, isAbsolute(path) ? path : join(draft.model.rootdir ?? draft.root, path));
}

function inProject(root: string, path: string): string {
  const inside = relative(root, path);
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) ? path : inside;
}

function newCase(draft: Draft, id: string): TestCase {
  return {
    id,
    file: projectPath(draft, id.split('::', 1)[0] ?? id),
    line: undefined,
    markers: [],
    outcome: 'queued',
    startedAt: undefined,
    durationMs: undefined,
    message: undefined,
    traceback: undefined,
    frames: [],
    sections: [],
    worker: undefined,
  };
}

function changeState(draft: Draft, change: Partial<TestRunState>): void {
  draft.model = { ...draft.model, state: { ...draft.model.state, ...change } };
}
