import { relative } from 'node:path';
import { root } from './root.js';

/**
 * Names the specs that passed, but not at their first try: vitest's JSON keeps why a try failed also where a later one passed.
 * Those that measure time on the clock (`*.timed.test.ts`) may have several tries, and are left out.
 *
 * @param {{ testResults?: readonly { name: string, assertionResults: readonly object[] }[] } | undefined} results
 * @returns {string[]} `spec/a.test.ts > what it says`
 */
export function secondTries(results) {
  const untimed = (results?.testResults ?? []).filter(({ name }) => !name.endsWith('.timed.test.ts'));
  return untimed.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => {
        const [why] = failureMessages[0].split('\n');
        return `${relative(root, name)} > ${fullName.trim()}\n    ${why}`;
      }),
  );
}
