import { fileItems } from '../read/file-item.js';
import { distance } from '../view/places.js';
import type { ProjectView } from '../view/project-view.js';
import type { ContextSource } from './context-source.js';
import { kinds, type Wanted } from './kinds.js';

/** For files that are no code of Python: the files that theirs is written by (schemas, manifests, neighbours of the same kind). */
export const kindNeighbours: ContextSource = async (view) => {
  const kind = kinds.find(({ fits }) => fits(view.target.path));
  const items = (kind?.wants ?? []).map((wanted) => {
    const { reason, value, mostChars } = wanted;
    const options = {
      reason,
      values: [value, value - 0.05, value - 0.1],
      ...(mostChars !== undefined && { mostChars }),
    };
    return fileItems(view, chosen(view, wanted), options);
  });
  return (await Promise.all(items)).flat();
};

function chosen({ paths, target }: ProjectView, { files, most, order }: Wanted): readonly string[] {
  const found = paths.filter(files);
  if (order === 'last') return found.slice(-most).reverse();
  return found.toSorted((a, b) => distance(a, target.path) - distance(b, target.path)).slice(0, most);
}
