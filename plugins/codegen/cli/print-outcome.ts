import type { CliInvocation, TextTools } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { Verification } from '../verify/verification.js';
import { whatIsWrong, type GenOutcome } from './gen-outcome.js';
import type { GenRequest } from './gen-request.js';
import { durationText } from './number-text.js';
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
  const { generation, verification, problems, rounds, saved } = outcome;
  // Rounds have told theirs.
  const refused = rounds.length > 0 ? [] : generation.refused.map(({ path, reason }) => `${path}: ${reason}`);
  const mistakes = problems.map(({ path, line, column, message }) => {
    return `${path}:${line}${column === undefined ? '' : `:${column}`} ${message}`;
  });
  printNotes([...refused, ...mistakes], stderr, text);
  if (generation.files.length === 0 && generation.refused.length === 0)
    stderr.write(`${text.clean(generation.answer).trim()}\n`);
  if (verification) stderr.write(failureLines(verification, text));
  if (!request.saves || request.showsDiff)
    await printCode(generation, { stdout, stderr }, { asDiff: request.showsDiff, text });
  stderr.write(`${stderr.paint('muted', summaryText(generation, text))}\n`);
  if (saved) stdout.write(savedLines(saved, text));
  else if (request.saves) stderr.write(`${notSaved(outcome)}\n`);
}

function failureLines({ failures }: Verification, text: TextTools): string {
  const lines = failures.slice(0, mostFailures).map(({ id, message }) => {
    return `  ${oneLine(id, text)}${message === undefined ? '' : `  ${oneLine(message, text)}`}`;
  });
  const rest = failures.length - lines.length;
  const more = rest > 0 ? [`  and ${rest} more: --json has all`] : [];
  return [...lines, ...more].map((line) => `${line}\n`).join('');
}

function summaryText({ answeredBy, usage, durationMs, isStopped }: Generation, text: TextTools): string {
  const { inputTokens, outputTokens, costUsd } = usage;
  const parts = [
    ...(isStopped ? ['stopped'] : []),
    targetText(answeredBy),
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
  const wrong = whatIsWrong(outcome);
  if (outcome.generation.isStopped) return 'Nothing saved: it was stopped';
  if (wrong.length === 0) return 'Nothing to save: it is so already';
  const kept = outcome.generation.files.length === 0 ? '' : '. To save it anyway: ';
  const how = kept === '' ? '' : `${kept}devmgr gen --history --id ${outcome.generation.id} --save`;
  return `Nothing saved: ${wrong.join(', ')}${how}`;
}
