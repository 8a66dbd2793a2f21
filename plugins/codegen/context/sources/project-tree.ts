import { distance } from '../view/places.js';
import type { ContextSource } from './context-source.js';

const mostFiles = 80;

/** The paths of files, those near the target: so that what is imported is there. */
export const projectTree: ContextSource = (view) => {
  const { target, paths } = view;
  const near = paths
    .map((path) => ({ path, steps: distance(path, target.path) + path.split('/').length / 10 }))
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, mostFiles)
    .map(({ path }) => path)
    .sort();
  if (near.length === 0) return Promise.resolve([]);
  const others = paths.length - near.length;
  const text = `${near.join('\n')}\n${others > 0 ? `… and ${others} others\n` : ''}`;
  const title = others > 0 ? `${near.length} of ${paths.length} paths` : `${near.length} paths`;
  return Promise.resolve([{ id: 'paths:project', title, reason: 'files of the project', text, value: 0.45 }]);
};
