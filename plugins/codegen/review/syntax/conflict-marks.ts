import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';

const message = 'a conflict that nobody has resolved: keep what is right and take the marks out';

/**
 * Conflicts as git marks them, one problem for each, at its first line. A line of seven `=` alone is none: in many formats it underlines a
 * heading.
 */
export function conflictMarks(text: string): readonly CodeProblem[] {
  if (!text.startsWith('<<<<<<<') && !text.includes('\n<<<<<<<')) return [];
  const problems: CodeProblem[] = [];
  let start: number | undefined;
  let isDivided = false;
  text.split('\n').forEach((line, index) => {
    if (/^<{7}(?: |$)/.test(line)) {
      start = index;
      isDivided = false;
    } else if (line === '=======') isDivided = true;
    else if (/^>{7}(?: |$)/.test(line) && start !== undefined && isDivided) {
      problems.push({ line: start + 1, column: 1, message });
      start = undefined;
    }
  });
  return problems;
}
