import type { TraceFrame } from './frame-in-line.js';

const longestMessage = 300;
const error =
  /(?:^|[\s.])(?:[A-Z]\w*)?(?:Error|Exception|Warning|Interrupt|Failure|Fault|Exit)\b|^(?:panic|error|fatal)\b|^Caused by/i;
const headline =
  /^(?:Traceback \(most recent call last\)|During handling of|The above exception|goroutine \d+|stack backtrace|note: )/;

/**
 * What an error says in one line: the last such line of Python, the first of all others, a line of a frame's own message, or
 * else the line nearest to the frames.
 */
export function errorMessage(
  lines: readonly string[],
  frames: readonly (TraceFrame | undefined)[],
  isInnermostLast: boolean,
): string {
  const said = lines.flatMap((line, index) => {
    const text = (frames[index] ? (frames[index].message ?? '') : line.replace(/^(?:E|>)\s{2,}/, '')).trim();
    return text === '' || headline.test(text) ? [] : [{ text, isIndented: !frames[index] && /^\s/.test(line) }];
  });
  const ordered = isInnermostLast ? said.reverse() : said;
  const plain = ordered.filter(({ isIndented }) => !isIndented);
  const found = plain.find(({ text }) => error.test(text)) ?? plain[0] ?? ordered[0];
  return (found?.text ?? '').slice(0, longestMessage);
}
