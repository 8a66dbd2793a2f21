import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { CodegenState, ShownVerification, Told } from '../session/codegen-state.js';
import type { Round } from '../verify/round.js';
import { verdictCounts, verdictWords } from '../verify/verdict-words.js';
import type { Verdict, Verification } from '../verify/verification.js';
import { countText, durationText } from './number-text.js';

/** Of a failing test. */
const mostTracebackLines = 40;
/** Of failing tests, that are worth room without being asked for. */
const mostNames = 4;

/** What came of it, the latest first: errors, saves, what the tests say of the answer, what was refused, earlier answers, then each failure. Empty: nothing yet. */
export function resultLines(state: CodegenState): readonly StyledText[] {
  const { generation, verification, saved } = state;
  const problem = problemOf(state);
  const failures = verification?.result.failures ?? [];
  return [
    ...(problem ? problemLines(problem) : []),
    ...(saved ? savedLines(saved) : []),
    ...(verification ? [verdictLine(state, verification)] : []),
    ...(generation?.isStopped ? [warning('stopped: what had come is kept')] : []),
    ...(generation?.refused ?? []).map(({ path, reason }) => warning(`${path} not changed: ${reason}`)),
    ...(generation?.notes ?? []).map((note) => warning(note)),
    ...failures.map((failure) => failedLine(failure)),
    ...earlierRounds(state).map((round, at) => roundLine(round, at + 1)),
    ...failures.flatMap((failure) => failureLines(failure)),
  ];
}

/** How many of them are worth room without being asked for. */
export function pressingLines(state: CodegenState): number {
  const { saved, generation, verification } = state;
  const problem = problemOf(state);
  const told = (problem ? (problem.hint === undefined ? 1 : 2) : 0) + (saved ? 1 : 0);
  const answered = generation
    ? generation.refused.length + generation.notes.length + (generation.isStopped ? 1 : 0)
    : 0;
  const failures = verification?.result.failures.length ?? 0;
  const listed = failures > mostNames ? mostNames : failures + earlierRounds(state).length;
  return told + answered + listed + (verification ? 1 : 0);
}

/** Several answers, without the one of which the verdict is told. */
function earlierRounds({ rounds, verification }: CodegenState): readonly Round[] {
  if (rounds.length < 2) return [];
  return isOfLast({ rounds, verification }) ? rounds.slice(0, -1) : rounds;
}

function isOfLast({ rounds, verification }: Pick<CodegenState, 'rounds' | 'verification'>): boolean {
  return verification !== undefined && rounds.at(-1)?.verification === verification.result;
}

/** What went wrong, else why nothing can be asked. */
function problemOf({ problem, planProblem }: CodegenState): Told | undefined {
  return problem ?? planProblem;
}

function problemLines({ message, hint }: Told): readonly StyledText[] {
  return [[{ text: `✗ ${message}`, style: 'error' }], ...(hint === undefined ? [] : [[muted(`  ${hint}`)]])];
}

function savedLines({ files, undoneAt }: NonNullable<CodegenState['saved']>): readonly StyledText[] {
  if (undoneAt !== undefined) {
    const back = files.map(({ path, isNew, added, removed }) =>
      isNew ? `${path} removed again` : `${path} +${removed} -${added}`,
    );
    if (back.length === 0) return [[{ text: '↶ taken back: nothing, its files stay as they are', style: 'warning' }]];
    return [[{ text: `↶ taken back: ${back.join(', ')}`, style: 'warning' }, muted(' · under review again')]];
  }
  const names = files.map(({ path, isNew, added, removed }) => `${path} ${isNew ? 'new, ' : ''}+${added} -${removed}`);
  return [[{ text: `✓ saved ${names.join(', ')}`, style: 'success' }, muted(' · u takes it back')]];
}

function roundLine({ generation, verification, isUnchanged }: Round, number: number): StyledText {
  const name = muted(`answer ${number}  ${generation.answeredBy.modelId}  `);
  if (isUnchanged) return [name, { text: '! it changed nothing', style: 'warning' }];
  if (verification) return [name, ...verdictSpans(verification)];
  const { files, refused } = generation;
  if (refused.length === 0 && files.length > 0) return [name, { text: '✓ fits', style: 'success' }];
  const what = files.length === 0 ? 'nothing of it could be applied' : `${refusedNames(generation)} did not fit`;
  return [name, { text: `! ${what}`, style: 'warning' }];
}

function refusedNames({ refused }: Round['generation']): string {
  return refused.map(({ path }) => path).join(', ');
}

const verdicts: Readonly<Record<Verdict, { readonly sign: string; readonly style: TextSpan['style'] }>> = {
  passed: { sign: '✓ tests passed', style: 'success' },
  failed: { sign: '✗ tests failed', style: 'error' },
  unable: { sign: '! tests could not run', style: 'warning' },
  stopped: { sign: '! tests stopped', style: 'warning' },
};

function verdictSpans(result: Verification): readonly TextSpan[] {
  const { verdict, detail, durationMs } = result;
  const { sign, style } = verdicts[verdict];
  const isOver = verdict === 'passed' || verdict === 'failed';
  const words = isOver ? [verdictWords(verdictCounts(result))] : [];
  const parts = [...words, durationText(durationMs), ...(detail === undefined ? [] : [detail])];
  return [{ text: sign, style }, muted(`  ${parts.join(' · ')}`)];
}

function verdictLine(state: CodegenState, { result, isStale }: ShownVerification): StyledText {
  const { rounds } = state;
  const name = rounds.length > 1 && isOfLast(state) ? [muted(`answer ${rounds.length}  `)] : [];
  const place = result.where === 'copy' ? 'in a copy' : 'in the project';
  const stale: readonly TextSpan[] = isStale ? [{ text: ' · before your last change', style: 'warning' }] : [];
  const isUnchanged = isOfLast(state) && rounds.at(-1)?.isUnchanged === true;
  const same: readonly TextSpan[] = isUnchanged ? [{ text: '! it changed nothing  ', style: 'warning' }] : [];
  return [...name, ...same, ...verdictSpans(result), muted(` · ${result.choice.reason} · ${place}`), ...stale];
}

function failedLine({ id, message }: Verification['failures'][number]): StyledText {
  return [{ text: `  ✗ ${id}`, style: 'error' }, muted(message === undefined ? '' : `  ${message}`)];
}

function failureLines({ id, traceback }: Verification['failures'][number]): readonly StyledText[] {
  if (traceback === undefined || traceback.trim() === '') return [];
  const lines = traceback.trimEnd().split('\n');
  const cut =
    lines.length > mostTracebackLines
      ? [muted(`  … ${countText(lines.length - mostTracebackLines, 'line')} above`)]
      : [];
  return [
    '',
    [{ text: id, style: 'strong' }],
    ...cut.map((span) => [span]),
    ...lines.slice(-mostTracebackLines).map((line) => tracebackLine(line)),
  ];
}

function tracebackLine(line: string): StyledText {
  return line.startsWith('E ') ? [{ text: line, style: 'error' }] : [muted(line)];
}

function warning(text: string): StyledText {
  return [{ text: `! ${text}`, style: 'warning' }];
}

function muted(text: string): TextSpan {
  return { text, style: 'muted' };
}
