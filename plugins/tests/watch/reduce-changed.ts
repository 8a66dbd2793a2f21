import type { WatchEffect, WatchEvent, WatchModel, WatchStep } from './watch-model.js';
import { stay, takeBack, union, whatNext } from './watch-steps.js';

/** Told so long after the end of a run, a change may be of the run. */
const GRACE_MS = 300;

/**
 * A file that changes during so many runs in a row is written by the tests, not by a person: it would start them for ever. Somebody may well edit the
 * same code while several runs are on.
 */
const mostRuns = (file: string) => (/\.pyi?$|\/$/.test(file) ? 4 : 2);

/** Stands for the files of a folder that are no code: tests may write one of a new name each time. */
function folderOf(file: string): string | undefined {
  return /\.pyi?$/.test(file) ? undefined : file.slice(0, file.lastIndexOf('/') + 1) || './';
}

/** Files have changed, or nothing has after all. Pure. */
export function reduceChanged(model: WatchModel, { files, at }: Extract<WatchEvent, { kind: 'changed' }>): WatchStep {
  const settled = { ...model, isSettling: false };
  if (files.length === 0) return stay(settled);
  const isDuringRun = model.runs > 0 && (model.run !== undefined || at <= model.endedAt + GRACE_MS);
  const writes = isDuringRun ? noteWrites(model, files) : model.writes;
  const isWritten = (key: string | undefined) => key !== undefined && (writes.get(key)?.inARow ?? 0) >= mostRuns(key);
  const written = isDuringRun ? files.filter((file) => isWritten(file) || isWritten(folderOf(file))) : [];
  const changed = files.filter((file) => !written.includes(file));
  const isStale = model.isStale || files.some((file) => /\.(?:py|toml|ini|cfg)$/.test(file));
  const next: WatchModel = {
    ...settled,
    writes,
    isStale,
    untested: union(model.untested, written),
    problem: problemOf(model.problem, changed, written),
  };
  return changed.length === 0 ? stay(next) : withChange(next, changed);
}

function withChange(model: WatchModel, changed: readonly string[]): WatchStep {
  const { run, settings } = model;
  const pending = union(model.pending, changed);
  if (!run?.choice || run.isCancelled || settings.duringRun === 'queue')
    return whatNext(takeBack({ ...model, pending }));
  const effects: WatchEffect[] = [{ kind: 'cancel' }];
  return stay({ ...model, pending: union(run.choice.files, pending), run: { ...run, isCancelled: true } }, effects);
}

function noteWrites({ writes, runs }: WatchModel, files: readonly string[]): WatchModel['writes'] {
  const noted = new Map(writes);
  for (const key of new Set(files.flatMap((file) => [file, folderOf(file) ?? file]))) {
    const before = writes.get(key);
    if (before?.run === runs) continue;
    noted.set(key, { run: runs, inARow: before?.run === runs - 1 ? before.inARow + 1 : 1 });
  }
  return noted;
}

function problemOf(
  before: string | undefined,
  changed: readonly string[],
  written: readonly string[],
): string | undefined {
  const [first] = written;
  if (first === undefined) return changed.length > 0 ? undefined : before;
  const others = written.length > 1 ? ` and ${written.length - 1} more` : '';
  return `${first}${others}: the tests seem to write it, so it starts no run (tests.watchIgnore silences this)`;
}
