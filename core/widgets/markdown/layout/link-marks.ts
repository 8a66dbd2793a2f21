import type { MarkdownMark } from 'devmgr/plugin-api';
import type { MarkFinder } from '../text/mark-finder.js';

/** The mark of a text that is nothing else. */
export function markOfWhole(marks: MarkFinder, text: string): MarkdownMark | undefined {
  const found = marks.next(text, 0);
  return found?.index === 0 && found.mark.text === text ? found.mark : undefined;
}

/** Whether a mark names the same place as a target of a link, or more of it: `a.py:12` and `./app/a.py#L12`, or `app/a.py`. */
export function isSaidBy(mark: MarkdownMark, target: string): boolean {
  const wanted = plainPlace(target);
  return [mark.text, mark.link ?? ''].map(plainPlace).some((place) => {
    if (place === '') return false;
    return place === wanted || place.startsWith(`${wanted}:`) || endsWith(place, wanted) || endsWith(wanted, place);
  });
}

function endsWith(path: string, end: string): boolean {
  return path.endsWith(`/${end}`);
}

/** `a.py:12-14`, without signs of code around it. */
function plainPlace(place: string): string {
  return place
    .replaceAll('`', '')
    .replace(/^(?:\.\/)+/, '')
    .replace(/(?:#|:)L?(?=\d)/, ':')
    .replace(/-L(?=\d)/, '-');
}
