/** The share of groups of which a file is among the first `depth` sources: from 0 to 1. */
export function recall(
  files: readonly (readonly string[])[],
  sources: readonly { readonly path: string }[],
  depth = 5,
): number {
  const paths = new Set(sources.slice(0, depth).map(({ path }) => path));
  return files.filter((group) => group.some((path) => paths.has(path))).length / files.length;
}
