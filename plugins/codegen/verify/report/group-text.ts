import type { FailureGroup } from './failure-groups.js';
import { isInstalled } from './failure-groups.js';
import { pruneTraceback } from './prune-traceback.js';

const mostIds = 5;
const mostOutputLines = 12;
const mostLineLength = 300;

/** A cause in words: the tests, the message, the frames of the project, what was printed last. Long lines are cut. */
export function groupText({ first, ids }: FailureGroup): string {
  const traceback = first.traceback === undefined ? '' : pruneTraceback(first.traceback);
  const message = first.message !== undefined && !traceback.includes(first.message) ? [first.message] : [];
  const frames = first.frames.filter((frame) => !isInstalled(frame.path));
  const places = traceback === '' ? frames.map((frame) => `${frame.path}:${frame.line} in ${frame.function}`) : [];
  const body = [...titles(ids), ...message, ...places, traceback, ...printed(first.sections)];
  return body
    .filter((line) => line !== '')
    .flatMap((text) => text.split('\n'))
    .map((line) => (line.length > mostLineLength ? `${line.slice(0, mostLineLength)}…` : line))
    .join('\n');
}

function titles(ids: readonly string[]): readonly string[] {
  const named = ids.slice(0, mostIds).map((id) => `FAILED ${id}`);
  return ids.length > mostIds ? [...named, `and ${ids.length - mostIds} more with the same cause`] : named;
}

/** What code printed tells most at its end. */
function printed(sections: readonly { readonly title: string; readonly text: string }[]): readonly string[] {
  return sections.flatMap(({ title, text }) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.length === 0 ? [] : [`${title}:`, ...lines.slice(-mostOutputLines)];
  });
}
