import type { FailureCapsule } from '../explain/failure-capsule.js';

/** What `devmgr explain --json` prints. Fields may be added, never renamed. */
export function capsuleDocument(capsule: FailureCapsule): object {
  const { id, outcome, path, line, message, durationMs, run, frames, parts, tokens } = capsule;
  return {
    id,
    outcome,
    path,
    line,
    message,
    durationMs,
    run: run && {
      at: new Date(run.startedAt).toISOString(),
      commit: run.commit,
      branch: run.branch,
      dirty: run.isDirty,
    },
    frames,
    parts: parts.map(({ kind, title, lines, leftOut }) => ({
      kind,
      title,
      text: lines.join('\n'),
      linesLeftOut: leftOut,
    })),
    tokens,
  };
}
