import { formatDuration } from '../results/format-duration.js';
import type { FailureCapsule, FittedPart } from './failure-capsule.js';

/** The capsule as text, for people and for models: Markdown headings, nothing that needs colours. */
export function capsuleText(capsule: FailureCapsule): string {
  return [headLines(capsule).join('\n'), ...capsule.parts.map(partText)].join('\n\n') + '\n';
}

function headLines(capsule: FailureCapsule): readonly string[] {
  const { id, outcome, path, line, durationMs, run, outcomes, isFlaky } = capsule;
  const time = durationMs === undefined ? '' : ` after ${formatDuration(durationMs)}`;
  return [
    `# ${oneLine(id)}`,
    `${outcome}${time} at ${line === undefined ? path : `${path}:${line}`}${run ? `, ${runWords(run)}` : ''}`,
    ...(outcomes.length > 1
      ? [`last runs, newest last: ${outcomes.join(' ')}${isFlaky ? '; flaky: the same code passed and failed' : ''}`]
      : []),
  ];
}

function runWords({ startedAt, commit, branch, isDirty }: NonNullable<FailureCapsule['run']>): string {
  const when = new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ');
  const on = commit === undefined ? '' : ` on ${branch ? `${branch} ` : ''}${commit.slice(0, 9)}`;
  return `run at ${when} UTC${on}${isDirty ? ' with changes that are not committed' : ''}`;
}

/** One part with its heading. */
function partText({ title, lines, leftOut, keep }: FittedPart): string {
  const note = leftOut > 0 ? [`… ${leftOut} ${leftOut === 1 ? 'line' : 'lines'} left out`] : [];
  return [`## ${title}`, ...(keep === 'end' ? note : []), ...lines.map(quoted), ...(keep === 'start' ? note : [])].join(
    '\n',
  );
}

/** What tests and servers wrote must not look like a heading of ours: an indent makes it text, for people and for models. */
function quoted(line: string): string {
  return line === '' ? '' : `    ${line}`;
}

function oneLine(text: string): string {
  return text.replaceAll('\n', '\\n');
}
