import type { EditorSuggestions } from 'devmgr/plugin-api';

const mostItems = 30;

/**
 * Files and folders that a path may be of: those that begin so, then those whose name does, then those that hold it. Nothing for a
 * path that is there as it is written.
 */
export function completePath(text: string, files: readonly { readonly path: string }[]): EditorSuggestions | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === '') return undefined;
  const ranks: string[][] = [[], [], []];
  for (const { path } of files) {
    if (path === text.trim()) return undefined;
    const rank = rankOf(path.toLowerCase(), typed);
    if (rank !== undefined && (ranks[rank]?.length ?? 0) < mostItems) ranks[rank]?.push(path);
  }
  const items = ranks.flat().slice(0, mostItems);
  return items.length === 0 ? undefined : { from: 0, items: items.map((path) => ({ label: path, insert: path })) };
}

function rankOf(path: string, typed: string): number | undefined {
  const at = path.indexOf(typed);
  if (at < 0) return undefined;
  if (at === 0) return 0;
  return path.startsWith(typed, path.lastIndexOf('/') + 1) ? 1 : 2;
}
