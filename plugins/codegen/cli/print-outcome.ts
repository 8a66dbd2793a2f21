import type { CliInvocation, TextTools } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import { totalUsage } from '../verify/rounds/total-usage.js';
import type { Verification } from '../verify/verification.js';
import { wrongIn, type FileProblem, type GenOutcome } from './gen-outcome.js';
import type { GenRequest } from './gen-request.js';
import { countText, durationText } from './number-text.js';
import { oneLine } from './one-line.js';
import { printCode } from './print-code.js';
import { printNotes } from './print-notes.js';
import { targetText } from './target-text.js';

/** Failures that are named; `devmgr test` and the document have all. */
const mostFailures = 10;

/** The result for people: code or what was saved to stdout, what should be known of it to stderr. */
export async function printOutcome(
  outcome: GenOutcome,
  request: Pick<GenRequest, 'showsDiff' | 'saves'>,
  { stdout, stderr }: Pick<CliInvocation, 'stdout' | 'stderr'>,
  text: TextTools,
): Promise<void> {
  const { generation, verification, problems, rounds, isAside, saved } = outcome;
  // Rounds have told theirs.
  const refused = rounds.length > 0 ? [] : generation.refused.map(({ path, reason }) => `${path}: ${reason}`);
  printNotes([...refused, ...problems.map(problemText)], stderr, text);
  if (generation.files.length === 0 && generation.refused.length === 0)
    stderr.write(`${text.clean(generation.answer).trim()}\n`);
  if (verification) stderr.write(failureLines(verification, text));
  if (!request.saves || request.showsDiff)
    await printCode(generation, { stdout, stderr }, { asDiff: request.showsDiff, text });
  if (isAside === 'new') stderr.write(`There is no ${oneLine(generation.target, text)}: is its name right?\n`);
  stderr.write(`${stderr.paint('muted', summaryText(outcome, text))}\n`);
  if (saved) stdout.write(savedLines(saved, text));
  else if (request.saves) stderr.write(`${notSaved(outcome)}\n`);
}

/** `app/slug.py:1:10 invalid syntax`. */
export function problemText({ path, line, column, message }: FileProblem): string {
  return `${path}:${line}${column === undefined ? '' : `:${column}`} ${message}`;
}

function failureLines({ failures }: Verification, text: TextTools): string {
  const lines = failures.slice(0, mostFailures).map(({ id, message }) => {
    return `  ${oneLine(id, text)}${message === undefined ? '' : `  ${oneLine(message, text)}`}`;
  });
  const rest = failures.length - lines.length;
  const more = rest > 0 ? [`  and ${rest} more: --json has all`] : [];
  return [...lines, ...more].map((line) => `${line}\n`).join('');
}

/** Of all answers together. */
function summaryText({ generation, rounds }: GenOutcome, text: TextTools): string {
  const { answeredBy, isStopped } = generation;
  const { usage, durationMs } = totalUsage(rounds.length > 0 ? rounds.map((round) => round.generation) : [generation]);
  const { inputTokens, outputTokens, costUsd } = usage;
  const parts = [
    ...(isStopped ? ['stopped'] : []),
    targetText(answeredBy),
    ...(rounds.length > 1 ? [countText(rounds.length, 'answer')] : []),
    ...(inputTokens !== undefined || outputTokens !== undefined
      ? [`${inputTokens ?? 0} in, ${outputTokens ?? 0} out`]
      : []),
    ...(costUsd ? [`$${costUsd.toPrecision(2)}`] : []),
    durationText(durationMs),
  ];
  return oneLine(parts.join(' · '), text);
}

/** `Saved app/a.py  new, +12`, one line a file, and how it is taken back. */
export function savedLines({ files, id }: SavedChange, text: TextTools): string {
  const lines = files.map(({ path, isNew, added, removed }) => {
    return `Saved ${oneLine(path, text)}  ${isNew ? `new, +${added}` : `+${added} -${removed}`}\n`;
  });
  return `${lines.join('')}To take it back: devmgr gen --undo --id ${id}\n`;
}

function notSaved(outcome: GenOutcome): string {
  const wrong = wrongIn(outcome);
  if (wrong.length === 0) return 'Nothing to save: it is so already';
  return notSavedText(outcome.generation, wrong);
}

/** Why nothing was saved, and how it is all the same, where there is something. */
export function notSavedText({ id, files }: Pick<Generation, 'id' | 'files'>, wrong: readonly string[]): string {
  const how = files.length === 0 ? '' : `. To save it all the same: devmgr gen --history --id ${id} --save-anyway`;
  return `Nothing saved: ${wrong.join(', ')}${how}`;
}
