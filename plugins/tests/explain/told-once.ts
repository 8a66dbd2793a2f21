import type { TestSection } from 'devmgr/plugin-api/contracts/test-runs';

/** The sections of a test without the log of a phase that stands in its output too: a handler that writes to stderr has printed every line of it. */
export function toldOnce(sections: readonly TestSection[]): readonly TestSection[] {
  return sections.filter(({ title, text }) => {
    const phase = /^Captured log (\w+)$/.exec(title)?.[1];
    if (phase === undefined) return true;
    const output = sections
      .filter((other) => other.title === `Captured stderr ${phase}` || other.title === `Captured stdout ${phase}`)
      .map((other) => other.text)
      .join('\n');
    return !text
      .trimEnd()
      .split('\n')
      .every((line) => output.includes(messageOf(line)));
  });
}

/** pytest's own format: `INFO     orders:main.py:27 warming up`. */
function messageOf(line: string): string {
  return /^[A-Z]+ +\S+:\d+ (.*)$/.exec(line)?.[1] ?? line;
}
