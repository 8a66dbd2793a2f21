import { fileItems } from '../read/file-item.js';
import { distance } from '../view/places.js';
import type { ContextSource } from './context-source.js';

const pathLike = /(?<![\w/.-])(?:[\w.-]+\/)*[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]\w{0,9}(?![\w/])/g;
const mostNamed = 5;

/** Files that the prompt names: by their path, or by a name that leads to one file. */
export const namedFiles: ContextSource = async (view) => {
  const { prompt, paths, target } = view;
  const names = new Set([...prompt.slice(0, 20_000).matchAll(pathLike)].map(([name]) => name.replace(/^\.\//, '')));
  const found = [...names].slice(0, 50).flatMap((name) => {
    const [nearest] = paths
      .filter((path) => path === name || path.endsWith(`/${name}`))
      .toSorted((a, b) => distance(a, target.path) - distance(b, target.path));
    return nearest === undefined ? [] : [nearest];
  });
  const options = { reason: 'named in the prompt', values: [0.94, 0.92, 0.9, 0.85, 0.8], mostChars: 12_000 };
  return fileItems(view, [...new Set(found)].slice(0, mostNamed), options);
};
