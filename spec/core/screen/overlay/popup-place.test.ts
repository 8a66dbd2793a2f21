import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { popupPlace } from '../../../../core/screen/overlay/popup.js';

const screen = { width: 80, height: 24 };

describe('the place of a popup', () => {
  it('is under the anchor, over it where only there is room, else where there is more', () => {
    expect(popupPlace({ x: 5, y: 3 }, { width: 10, height: 4 }, screen)).toEqual({
      left: 4,
      top: 4,
      width: 12,
      height: 6,
    });
    expect(popupPlace({ x: 5, y: 20 }, { width: 10, height: 4 }, screen)).toEqual({
      left: 4,
      top: 14,
      width: 12,
      height: 6,
    });
    expect(popupPlace({ x: 5, y: 20 }, { width: 10, height: 40 }, screen)).toMatchObject({ top: 0, height: 20 });
  });

  it('is on the screen and never covers the row of the anchor', () => {
    const place = fc.record({ x: fc.nat(79), y: fc.nat(23) });
    const size = fc.record({ width: fc.integer({ min: 1, max: 120 }), height: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(place, size, (anchor, wanted) => {
        const { left, top, width, height } = popupPlace(anchor, wanted, screen);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(80);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top + height).toBeLessThanOrEqual(24);
        expect(anchor.y < top || anchor.y >= top + height).toBe(true);
      }),
    );
  });
});
