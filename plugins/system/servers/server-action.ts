import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault, ServerIdentity, ServerReload } from 'devmgr/plugin-api/contracts/servers';
import type { RestartPolicy } from './definition/server-definition.js';
import type { HealthRules } from './health/health-progress.js';
import type { ProbeOutcome } from './health/probe-outcome.js';
import type { ServerEnding } from './server-record.js';

/** Milliseconds since the epoch, and of a monotonic clock. */
export interface Moment {
  readonly at: number;
  readonly tick: number;
}

/** What happened to a server. All but `start-requested` are dropped when their generation is not the present one. */
export type ServerAction = { readonly generation: number } & (
  | {
      readonly type: 'start-requested';
      readonly identity: Omit<ServerIdentity, 'restarts'>;
      readonly url: string;
      readonly waitsFor: readonly string[];
      /** Nobody asked for it: the restart policy did. */
      readonly isRetry: boolean;
    }
  /** What it still waits for; nothing any more: its own start-up begins. */
  | { readonly type: 'waits'; readonly waitsFor: readonly string[] }
  /** Where it is reached; before it is spawned. */
  | { readonly type: 'placed'; readonly url: string }
  /** Nothing of it runs, and nobody waits for it. */
  | { readonly type: 'start-abandoned' }
  /** An automatic start that could not even be tried. */
  | ({ readonly type: 'start-failed'; readonly error: Error; readonly policy: RestartPolicy } & Moment)
  | ({ readonly type: 'spawned'; readonly pid: number | undefined; readonly hasTakenOver?: true } & Moment)
  | { readonly type: 'phase'; readonly phase: 'importing' | 'starting' }
  | { readonly type: 'listening'; readonly takesTests?: true }
  | { readonly type: 'takes-tests' }
  | { readonly type: 'reload'; readonly reload: ServerReload | undefined }
  | { readonly type: 'probed'; readonly outcome: ProbeOutcome; readonly rules: HealthRules }
  /** It has had the time of a start-up, and does not listen or answer yet. */
  | { readonly type: 'overdue'; readonly afterMs: number }
  | { readonly type: 'sampled'; readonly cpuPercent: number; readonly rssBytes: number }
  /** The clock of this machine was set. */
  | { readonly type: 'clock-set'; readonly byMs: number }
  /** Whether the settings say something that only a restart applies. */
  | { readonly type: 'settings'; readonly isPending: boolean }
  /** `tick`: milliseconds of a monotonic clock. */
  | { readonly type: 'stop-requested'; readonly ending: ServerEnding; readonly tick?: number }
  | ({
      readonly type: 'exited';
      readonly exit: ProcessExit;
      readonly fault: ServerFault | undefined;
      readonly awaitsChange: boolean;
      readonly lastLines: readonly string[];
      readonly policy: RestartPolicy;
    } & Moment)
);

export type ActionOf<Type extends ServerAction['type']> = Extract<ServerAction, { readonly type: Type }>;
