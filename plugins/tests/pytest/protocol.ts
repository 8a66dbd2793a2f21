/**
 * What `devmgr_pytest/reporter.py` says, one JSON object a line. Its docstring is the reference; this is the same for
 * the compiler. Durations are seconds, as pytest has them.
 */
export type PytestEvent =
  | HelloEvent
  | CollectedEvent
  | { readonly event: 'deselected'; readonly count: number }
  | CollectReportEvent
  | { readonly event: 'start'; readonly id: string }
  | PhaseEvent
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
  /** path (absolute, or relative to where pytest was started), line, function. */
  readonly frames: readonly (readonly [string, number, string])[];
  /** title, text; of this phase only. */
  readonly sections: readonly (readonly [string, string])[];
  readonly worker: string | undefined;
}
