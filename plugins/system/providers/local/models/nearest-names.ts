import { nearestModels } from '../../catalogue/nearest-models.js';
import { knownModels } from './known-models.js';

/** The short names that begin with what was asked for, or are most like it. */
export function nearestNames(asked: string): readonly string[] {
  const names = knownModels.map(({ name }) => name);
  const begin = names.filter((name) => asked !== '' && name.startsWith(asked.toLowerCase()));
  return begin.length > 0 ? begin : nearestModels(asked, names);
}
