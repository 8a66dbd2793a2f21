import type { TestCase, TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import type { EventFrame, PhaseEvent } from '../pytest/protocol.js';
import { isStopMessage } from '../pytest/stop-message.js';
import { newCase } from './new-case.js';
import { countOf, phaseCategory, worseOutcome, type FinalOutcome } from './phase-category.js';
import type { RunDraft } from './run-draft.js';

/** A phase of a test is over: what it means for the test and the counts. */
export function applyPhase(draft: RunDraft, phase: PhaseEvent, at: number): void {
  const before = draft.get(phase.id) ?? newCase(draft, phase.id);
  const category = phaseCategory(phase);
  const isCounted = category === 'passed' && draft.seenPassed.delete(phase.id);
  if (category && !isCounted) draft.counts[countOf[category]] += 1;
  const after = phase.outcome === 'rerun' ? againFrom(before, phase) : withPhase(draft, before, phase, category);
  const isLast = phase.when !== 'setup' && phase.when !== 'call';
  if (!isLast) return draft.set({ ...after, phase: phase.subtest ? before.phase : nextPhase(phase) });
  draft.active.delete(phase.id);
  // Only set up and torn down (`--setup-only`): nothing was tested.
  const outcome = after.outcome === 'running' ? 'queued' : after.outcome;
  draft.set({ ...after, outcome, phase: undefined, endedAt: at });
}

function nextPhase({ when, outcome }: PhaseEvent): TestCase['phase'] {
  if (outcome === 'rerun') return 'setup';
  return when === 'setup' && outcome === 'passed' ? 'call' : 'teardown';
}

/** A try that another plugin repeats: what it left behind is not the test's. */
function againFrom(test: TestCase, { message }: PhaseEvent): TestCase {
  const nothing = { message: undefined, traceback: undefined, comparison: undefined };
  // A try that was stopped has not failed.
  const reruns = (test.reruns ?? 0) + (isStopMessage(message) ? 0 : 1);
  return { ...test, ...nothing, reruns, outcome: 'running', frames: [], sections: [] };
}

function withPhase(draft: RunDraft, before: TestCase, phase: PhaseEvent, category: FinalOutcome | undefined): TestCase {
  const outcome = category ? worseOutcome(before.outcome, category) : before.outcome;
  const tells = outcome !== before.outcome && phase.outcome !== 'passed';
  const sections = phase.sections.map(([title, text]) => ({ title, text }));
  return {
    ...before,
    outcome,
    // The time of a subtest is part of its test's.
    durationMs: (before.durationMs ?? 0) + (phase.subtest ? 0 : phase.duration * 1000),
    ...phaseTimes(before, phase),
    message: tells ? phase.message?.replace(/^Skipped: /, '') : before.message,
    traceback: joinTracebacks(before.traceback, phase),
    frames: tells ? phase.frames.map((frame) => toFrame(draft, frame)) : before.frames,
    comparison: tells ? toComparison(phase) : before.comparison,
    sections: sections.length > 0 ? [...before.sections, ...sections] : before.sections,
    worker: phase.worker ?? before.worker,
  };
}

function phaseTimes({ phaseMs }: TestCase, { when, duration, subtest }: PhaseEvent): Pick<TestCase, 'phaseMs'> {
  const ms = duration * 1000;
  const [setup, call] = phaseMs ?? [undefined, undefined];
  if (subtest) return {};
  if (when === 'setup') return { phaseMs: [ms, undefined, undefined] };
  return { phaseMs: when === 'call' ? [setup, ms, undefined] : [setup, call, ms] };
}

function joinTracebacks(before: string | undefined, phase: PhaseEvent): string | undefined {
  if (!phase.traceback) return before;
  return before ? `${before}\n\nin ${phase.when}:\n\n${phase.traceback}` : phase.traceback;
}

function toFrame(draft: RunDraft, [path, line, name, details]: EventFrame): TestFrame {
  const frame = { path: draft.codePath(path), line, function: name };
  if (!details) return frame;
  const { first, lines, locals } = details;
  return { ...frame, ...(lines.length > 0 ? { source: { firstLine: first, lines } } : {}), locals };
}

function toComparison({ comparison }: PhaseEvent): TestCase['comparison'] {
  return comparison && { operator: comparison[0], left: comparison[1], right: comparison[2] };
}
