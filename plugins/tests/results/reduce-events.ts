import type {
  CollectReportEvent,
  CollectedTest,
  HelloEvent,
  NowEvent,
  PytestEvent,
  RequestEvent,
  StartEvent,
  WarningEvent,
} from '../pytest/protocol.js';
import { applyPhase } from './apply-phase.js';
import { newCase } from './new-case.js';
import { RunDraft } from './run-draft.js';
import type { RunModel } from './run-model.js';

/** An event and when it arrived, in milliseconds since the epoch. */
export interface TimedEvent {
  readonly at: number;
  readonly event: PytestEvent;
}

/** A test in a loop makes more than anybody reads; the first ones tell what it does. */
const mostRequests = 200;
const mostWarnings = 500;

/**
 * Applies what pytest said to what is known of the run. Pure: `model` is not changed.
 *
 * `root` is the project's root; files and frames inside it become relative to it. Events of a test may come before it
 * was described (a worker describes the tests while another already runs them).
 */
export function reduceEvents(model: RunModel, events: readonly TimedEvent[], root: string): RunModel {
  const draft = new RunDraft(model, root);
  for (const { at, event } of events) applyEvent(draft, event, at);
  return draft.finish();
}

function applyEvent(draft: RunDraft, event: PytestEvent, at: number): void {
  switch (event.event) {
    case 'hello':
      return applyHello(draft, event);
    case 'process':
      return; // for who looks at running tests
    case 'collected':
      return applyCollected(draft, event.tests);
    case 'deselected':
      draft.counts.deselected += event.count;
      return;
    case 'collect-report':
      return applyCollectReport(draft, event);
    case 'start':
      return event.worker === undefined ? applyStart(draft, event.id, at) : applyWorkerStart(draft, event, at);
    case 'now':
      return applyNow(draft, event);
    case 'phase':
      return applyPhase(draft, event, at);
    case 'warning':
      return applyWarning(draft, event);
    case 'request':
      return applyRequest(draft, event);
    case 'stray-modules':
      return applyStrayModules(draft, event.paths);
    case 'end':
      return draft.changeModel({ ended: true });
    default:
      event satisfies never;
  }
}

function applyHello(draft: RunDraft, hello: HelloEvent): void {
  draft.changeModel({ greeted: true, rootdir: hello.rootdir });
  draft.changeState({ workers: hello.workers });
}

function applyCollected(draft: RunDraft, tests: readonly CollectedTest[]): void {
  for (const { id, file, line, markers } of tests) {
    const known = draft.get(id) ?? newCase(draft, id);
    draft.set({
      ...known,
      file: file === undefined ? known.file : draft.filePath(file),
      line: line ?? known.line,
      markers: markers ?? known.markers,
    });
  }
  draft.changeState({ total: draft.size });
}

function applyCollectReport(draft: RunDraft, report: CollectReportEvent): void {
  if (report.outcome === 'skipped') draft.counts.skipped += 1;
  if (report.outcome !== 'failed') return;
  draft.counts.errors += 1;
  const error = { path: draft.filePath(report.path), traceback: report.traceback };
  draft.changeState({ collectionErrors: [...draft.state.collectionErrors, error] });
}

function applyStrayModules(draft: RunDraft, paths: readonly string[]): void {
  const known = draft.state.strayModules ?? [];
  draft.changeState({ strayModules: [...new Set([...known, ...paths])] });
}

function applyStart(draft: RunDraft, id: string, at: number): void {
  const known = draft.get(id);
  // Its worker may have been quicker to say so.
  if (known?.outcome === 'running' && known.durationMs === undefined && known.worker !== undefined) return;
  begin(draft, id, at, undefined);
}

/** What the worker says of itself may come when the test is over: then only who ran it is news. */
function applyWorkerStart(draft: RunDraft, { id, worker }: StartEvent, at: number): void {
  const known = draft.get(id);
  if (!known || known.outcome === 'queued') begin(draft, id, at, worker);
  else if (known.worker !== worker) draft.set({ ...known, worker: known.worker ?? worker });
}

function begin(draft: RunDraft, id: string, at: number, worker: string | undefined): void {
  const before = draft.get(id);
  // Begun again before it was over: another try.
  const reruns = draft.active.has(id) && before?.reruns !== undefined ? { reruns: before.reruns } : {};
  const isBad = before?.outcome === 'failed' || before?.outcome === 'error';
  // Another item with its id, or its turn on another worker: what failed has failed.
  if (isBad) draft.set({ ...before, phase: 'setup', endedAt: undefined });
  else
    draft.set({ ...newCase(draft, id, before), ...reruns, outcome: 'running', startedAt: at, phase: 'setup', worker });
  draft.active.add(id);
  draft.changeState({ status: 'running', total: draft.size });
}

/** What it says may be told already. */
function applyNow(draft: RunDraft, { id, phase, passed }: NowEvent): void {
  const test = draft.get(id);
  if (!test || !draft.active.has(id)) return;
  if (passed && test.outcome === 'running' && !draft.seenPassed.has(id)) {
    draft.seenPassed.add(id);
    draft.counts.passed += 1;
    draft.set({ ...test, phase, outcome: 'passed' });
  } else if (test.phase !== phase) draft.set({ ...test, phase });
}

function applyWarning(draft: RunDraft, event: WarningEvent): void {
  const { category, message, line, count } = event;
  const warning = { category, message, path: draft.codePath(event.path), line, testId: event.id, count };
  const known = draft.state.warnings ?? [];
  const place = known.findIndex(
    (other) =>
      other.path === warning.path && other.line === line && other.category === category && other.message === message,
  );
  const isFull = place === -1 && known.length >= mostWarnings;
  if (!isFull) draft.changeState({ warnings: place === -1 ? [...known, warning] : known.with(place, warning) });
}

/** A request may be over after its test, and comes by another way: it waits for no order. */
function applyRequest(draft: RunDraft, { id, at, method, url, status, durationMs }: RequestEvent): void {
  const test = draft.get(id);
  const known = test?.requests ?? [];
  if (test && known.length < mostRequests) {
    draft.set({ ...test, requests: [...known, { at, method, url, status, durationMs }] });
  }
}
