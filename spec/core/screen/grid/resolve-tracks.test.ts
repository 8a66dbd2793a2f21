import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Track } from 'devmgr/plugin-api';
import { resolveTracks, TWELVE_TRACKS } from '../../../../core/screen/grid/resolve-tracks.js';

const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);
const share = fc.integer({ min: 1, max: 9 }).map((value): Track => `${value}fr`);
const track = fc.oneof(fc.integer({ min: 0, max: 40 }), share);

describe('resolveTracks', () => {
  it('spreads the remainder of twelve tracks evenly', () => {
    expect(resolveTracks(TWELVE_TRACKS, 21)).toEqual([2, 2, 1, 2, 2, 2, 1, 2, 2, 2, 1, 2]);
    expect(resolveTracks(TWELVE_TRACKS, 120)).toEqual(Array.from({ length: 12 }, () => 10));
  });

  it('serves fixed tracks first and clips them from the end', () => {
    expect(resolveTracks(['1fr', 3], 10)).toEqual([7, 3]);
    expect(resolveTracks([4, 4, '1fr'], 6)).toEqual([4, 2, 0]);
    expect(resolveTracks(['2fr', '1fr'], 9)).toEqual([6, 3]);
    expect(resolveTracks(['1.5fr', '0.5fr'], 8)).toEqual([6, 2]);
  });

  it.each([-1, 1.5, Number.NaN, '0fr', 'fr', '-1fr', '2 fr'])('refuses the track %s', (bad) => {
    expect(() => resolveTracks([bad as Track], 10)).toThrow(
      expect.objectContaining({ code: 'DEVMGR_GRID_AREA_INVALID' }) as Error,
    );
  });

  it('fills the room exactly when there is a share, and never more', () => {
    fc.assert(
      fc.property(fc.array(track, { maxLength: 20 }), fc.integer({ min: 0, max: 300 }), (tracks, cells) => {
        const sizes = resolveTracks(tracks, cells);
        expect(sizes.every((size) => Number.isInteger(size) && size >= 0)).toBe(true);
        if (tracks.some((one) => typeof one === 'string')) expect(total(sizes)).toBe(cells);
        else expect(total(sizes)).toBeLessThanOrEqual(cells);
      }),
    );
  });

  it('gives equal shares sizes that differ by one cell at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 300 }), (count, cells) => {
        const sizes = resolveTracks(
          Array.from({ length: count }, (): Track => '1fr'),
          cells,
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
