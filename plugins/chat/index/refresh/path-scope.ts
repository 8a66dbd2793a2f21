/** A part of the project: some paths and everything below them. */
export type PathScope = (path: string) => boolean;

/** All of the project. */
export const everything: PathScope = () => true;

/** Paths from the root, with `/` between; folders with or without one at the end. An empty one is everything. */
export function pathScope(paths: Iterable<string>): PathScope {
  const tops = new Set([...paths].map((path) => path.replace(/\/$/, '')));
  if (tops.has('')) return everything;
  return (path) => foldersAbove(path).some((folder) => tops.has(folder)) || tops.has(path);
}

/** Without `/` at the end, outermost first. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return folders;
}
