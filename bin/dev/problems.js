/**
 * Something that a check does not accept.
 *
 * @typedef {{ file: string, line?: number, what: string, fix: string }} Problem
 */

/**
 * Prints one line a problem and sets the exit code.
 *
 * @param {readonly Problem[]} problems
 * @param {string} fine what to say when there is none
 */
export function reportProblems(problems, fine) {
  for (const { file, line, what, fix } of problems) {
    console.log(`${line === undefined ? file : `${file}:${line}`}  ${what}. ${fix}`);
  }
  if (problems.length === 0) console.log(fine);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
