/**
 * What `devmgr_pytest/reporter.py` says, one JSON object a line. Its docstring is the reference; this is the same for
 * the compiler. Durations are seconds, as pytest has them.
 */
export type PytestEvent =
  | HelloEvent
  | ProcessEvent
  | CollectedEvent
  | { readonly event: 'deselected'; readonly count: number }
  | CollectReportEvent
  | StartEvent
  | NowEvent
  | PhaseEvent
  | WarningEvent
  | RequestEvent
  | { readonly event: 'stray-modules'; readonly paths: readonly string[] }
  | { readonly event: 'end'; readonly status: number };

export interface HelloEvent {
  readonly event: 'hello';
  readonly schema: number;
  readonly python: string;
  readonly pytest: string;
  /** Absolute; node ids are relative to it. */
  readonly rootdir: string;
  /** 0: tests run in pytest's own process. */
  readonly workers: number;
}

/** Every process that can run tests says it once. */
export interface ProcessEvent {
  readonly event: 'process';
  readonly pid: number;
  readonly worker: string | undefined;
  /** It listens to the control signal, and writes stacks to this descriptor; `undefined`: it cannot be asked. */
  readonly stack: number | undefined;
  /** Descriptors of the files that hold what it captures of stdout and stderr; `undefined`: not captured in files. */
  readonly capture: readonly [stdout: number, stderr: number] | undefined;
}

export interface CollectedTest {
  readonly id: string;
  readonly file: string | undefined;
  /** From 1. */
  readonly line: number | undefined;
  readonly markers: readonly string[] | undefined;
}

export interface CollectedEvent {
  readonly event: 'collected';
  readonly tests: readonly CollectedTest[];
}

/** A file that gives no tests: it failed, or skipped itself as a whole. */
export interface CollectReportEvent {
  readonly event: 'collect-report';
  readonly path: string;
  readonly outcome: string;
  readonly message: string;
  readonly traceback: string;
}

export interface StartEvent {
  readonly event: 'start';
  readonly id: string;
  /** The worker that says so itself, beside the process that the person started: it may come later than what that one says of the test. */
  readonly worker?: string | undefined;
}

/** The phase that a test is in, seen from outside while nothing is told; never a line of the channel. What is seen is told later. */
export interface NowEvent {
  readonly event: 'now';
  readonly id: string;
  readonly phase: 'setup' | 'call' | 'teardown';
  /** Its call has passed, and it is torn down. */
  readonly passed: boolean;
}

/** What is seen of a frame of the project. */
export interface FrameDetails {
  /** Number of the first of `lines`, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
  readonly locals: readonly (readonly [name: string, value: string])[];
}

/** path (absolute, or relative to where pytest was started), line, function, and of the project's own frames what is seen. */
export type EventFrame = readonly [path: string, line: number, name: string, details?: FrameDetails];

export interface PhaseEvent {
  readonly event: 'phase';
  readonly id: string;
  /** `setup`, `call`, `teardown`, or `???` for a test whose worker died. */
  readonly when: string;
  /** `passed`, `failed`, `skipped`, or what another plugin made of it: `rerun`. */
  readonly outcome: string;
  readonly duration: number;
  readonly wasxfail: boolean;
  readonly subtest: boolean;
  readonly message: string | undefined;
  readonly traceback: string | undefined;
  readonly frames: readonly EventFrame[];
  /** title, text; of this phase only. */
  readonly sections: readonly (readonly [string, string])[];
  /** The comparison that the assertion made. */
  readonly comparison?: readonly [operator: string, left: string, right: string] | undefined;
  readonly worker: string | undefined;
}

/** The same place again replaces what was said of it. */
export interface WarningEvent {
  readonly event: 'warning';
  readonly category: string;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  /** The test that ran when it was given first. */
  readonly id: string | undefined;
  /** So far. */
  readonly count: number;
}

/** A request that a test has made, once it is over. */
export interface RequestEvent {
  readonly event: 'request';
  readonly id: string;
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly status: number | undefined;
  readonly durationMs: number;
}
