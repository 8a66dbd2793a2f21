import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import { jsonProblems } from './json-problems.js';

const MOST = 50;

/** JSON Lines: a value in every line; empty ones are let pass. */
export function jsonLinesProblems(text: string): readonly CodeProblem[] {
  const problems: CodeProblem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    for (const problem of jsonProblems(line, { isLoose: false })) problems.push({ ...problem, line: index + 1 });
    if (problems.length >= MOST) break;
  }
  return problems;
}
