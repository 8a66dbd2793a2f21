import { DevmgrError, type Track } from 'devmgr/plugin-api';

/** Twelve equal tracks, the default of rows and columns. */
export const TWELVE_TRACKS: readonly Track[] = Array.from({ length: 12 }, () => '1fr' as const);

/**
 * Gives each track its cells. Fixed tracks are served first, from the front; what is left is shared by `fr`.
 * Shares are rounded at their running sum, so a remainder is spread evenly and always in the same places.
 * The result sums to `cells` whenever there is a share track; it never sums to more.
 */
export function resolveTracks(tracks: readonly Track[], cells: number): number[] {
  const shares = tracks.map(shareOf);
  const sizes = serveFixed(tracks, cells);
  const left = cells - sizes.reduce((sum, size) => sum + size, 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  let before = 0;
  shares.forEach((share, index) => {
    if (share === 0) return;
    sizes[index] = edge(before + share, total, left) - edge(before, total, left);
    before += share;
  });
  return sizes;
}

const edge = (share: number, total: number, cells: number) => Math.round((Math.min(share, total) / total) * cells);

function serveFixed(tracks: readonly Track[], cells: number): number[] {
  let left = Math.max(0, cells);
  return tracks.map((track) => {
    const size = typeof track === 'number' ? Math.min(track, left) : 0;
    left -= size;
    return size;
  });
}

/** The share of a track, 0 for a fixed one. Throws `DEVMGR_GRID_AREA_INVALID` for what is no track. */
function shareOf(track: Track): number {
  if (typeof track === 'number') {
    if (Number.isInteger(track) && track >= 0) return 0;
  } else {
    const share = /^\d+(?:\.\d+)?fr$/.test(track) ? Number.parseFloat(track) : 0;
    if (share > 0) return share;
  }
  throw new DevmgrError({
    code: 'DEVMGR_GRID_AREA_INVALID',
    message: `The grid track ${JSON.stringify(track)} is neither a number of cells nor a share`,
    hint: "Use a whole number such as 3, or a share such as '1fr'.",
  });
}
