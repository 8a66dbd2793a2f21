import { posix } from 'node:path';
import { fileItems } from '../read/file-item.js';
import { filesIn, folderOf, stemOf } from '../view/places.js';
import { isTestPath } from '../view/test-paths.js';
import { sharedWords, wordsOf } from '../view/words.js';
import type { ContextSource } from './context-source.js';

const notSiblings = /^__\w+__\.py$|^index\.[cm]?[jt]sx?$|^conftest\.py$|^setup\.py$/;

/** Some may not be fit to be shown. */
const mostRead = 5;

/**
 * Files of the same kind beside the target: how things are written here. A file that is there already shows that itself: with it come
 * those that the prompt is about.
 */
export const siblings: ContextSource = async (view) => {
  const { target, paths, prompt } = view;
  const ending = posix.extname(target.path);
  if (ending === '') return [];
  const beside = filesIn(folderOf(target.path), paths).filter(
    (path) =>
      path.endsWith(ending) && !notSiblings.test(posix.basename(path)) && isTestPath(path) === isTestPath(target.path),
  );
  const wanted = wordsOf(`${stemOf(target.path)} ${prompt}`);
  const score = (path: string) => sharedWords(wordsOf(stemOf(path)), wanted);
  const isNew = target.before === undefined;
  const fitting = isNew ? beside : beside.filter((path) => score(path) > 0);
  const best = fitting.toSorted((a, b) => score(b) - score(a) || (a < b ? -1 : 1)).slice(0, mostRead);
  const values = isNew ? [0.5, 0.35] : [0.3];
  const items = await fileItems(view, best, { reason: 'beside the target', values, mostChars: 4_000 });
  return items.slice(0, values.length);
};
