/** The pages of a server, in the order of their keys: `1` is the first. */
export const PAGE_IDS = ['overview', 'requests', 'routes', 'client', 'environment', 'output'] as const;

export type ServerPageId = (typeof PAGE_IDS)[number];

/** The page so many steps further; after the last one comes the first. */
export function pageAfter(page: ServerPageId, step: 1 | -1): ServerPageId {
  const at = (PAGE_IDS.indexOf(page) + step + PAGE_IDS.length) % PAGE_IDS.length;
  return PAGE_IDS[at] ?? 'overview';
}
