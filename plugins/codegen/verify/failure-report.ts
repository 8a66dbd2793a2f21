import type { Verification } from './verification.js';
import { fairShares } from './report/fair-shares.js';
import { groupFailures } from './report/failure-groups.js';
import { groupText } from './report/group-text.js';
import { hideSource } from './report/hide-source.js';
import type { Failure } from './run/read-run.js';

export interface ReportOptions {
  readonly mostTokens: number;
  countTokens(text: string, most?: number): Promise<number>;
  /** Says of which files no code may be told. Without it: of none. */
  hidden?(): Promise<(path: string) => boolean>;
}

/** Less of a cause than that helps nobody. */
const leastTokens = 60;

/**
 * What a model needs in order to mend its answer: each cause once with the tests that fail of it, its message, the frames of the project and the
 * last output. Where that is too much, long causes are cut in favour of short ones; causes for which no room is left are counted.
 */
export async function failureReport(
  { failures, detail, failedBefore = [] }: Pick<Verification, 'failures' | 'detail' | 'failedBefore'>,
  { mostTokens, countTokens, hidden }: ReportOptions,
): Promise<string> {
  const isHidden = failures.length > 0 ? await hidden?.() : undefined;
  const groups = groupFailures(isHidden ? failures.map((failure) => withoutSource(failure, isHidden)) : failures);
  const room = mostTokens - leastTokens;
  const shown = groups.slice(0, Math.max(1, Math.floor(room / leastTokens)));
  const texts = shown.map(groupText);
  const wishes = await Promise.all(texts.map((text) => countTokens(text, room)));
  const shares = fairShares(wishes, room);
  const cut = texts.map((text, at) => cutTo(text, (shares[at] ?? 0) / Math.max(1, wishes[at] ?? 1)));
  const count = `${failures.length} ${failures.length === 1 ? 'test fails' : 'tests fail'}`;
  const causes =
    groups.length < failures.length ? `, of ${groups.length} ${groups.length === 1 ? 'cause' : 'causes'}` : '';
  const rest = groups.slice(shown.length).flatMap((group) => group.ids).length;
  return [
    failures.length === 0 ? (detail ?? '') : [`${count}${causes}.`, ...told(detail, failedBefore.length)].join(' '),
    ...cut,
    ...(rest > 0 ? [`${rest} more tests fail of other causes.`] : []),
  ].join('\n\n');
}

function withoutSource(failure: Failure, isHidden: (path: string) => boolean): Failure {
  const { traceback, sections } = failure;
  return {
    ...failure,
    traceback: traceback === undefined ? undefined : hideSource(traceback, isHidden),
    sections: sections.map(({ title, text }) => ({ title, text: hideSource(text, isHidden, { printed: true }) })),
  };
}

/** Nobody should mend what is not the answer's fault. */
function told(detail: string | undefined, before: number): readonly string[] {
  const known = `${before} more ${before === 1 ? 'fails' : 'fail'} without the change too: leave ${before === 1 ? 'it' : 'them'} alone.`;
  return [...(detail === undefined ? [] : [detail]), ...(before === 0 ? [] : [known])];
}

/** The end of a cause says what was raised, its beginning which test it was: lines go from the middle. */
function cutTo(text: string, part: number): string {
  if (part >= 1) return text;
  const most = Math.floor(text.length * part);
  const lines = text.split('\n');
  const head: string[] = [];
  const tail: string[] = [];
  let used = 24;
  for (let from = 0, to = lines.length - 1; from <= to;) {
    const isHead = head.length < 2;
    const line = (isHead ? lines[from++] : lines[to--]) ?? '';
    if (used + line.length + 1 > most) break;
    used += line.length + 1;
    if (isHead) head.push(line);
    else tail.unshift(line);
  }
  const left = lines.length - head.length - tail.length;
  return [...head, ...(left > 0 ? [`(${left} lines left out)`] : []), ...tail].join('\n');
}
