import { editDistance } from '../../providers/catalogue/edit-distance.js';

const LONGEST = 60;

/** The name that was probably meant: it begins like the one written, or a few letters differ. `undefined`: none is near. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const lower = written.toLowerCase().slice(0, LONGEST);
  const begun = names.find((name) => lower.length > 1 && name.toLowerCase().startsWith(lower));
  if (begun !== undefined) return begun;
  const near = names
    .map((name) => ({ name, distance: editDistance(lower, name.toLowerCase().slice(0, LONGEST)) }))
    .filter(({ name, distance }) => distance <= Math.min(2, Math.floor(name.length / 2)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}
