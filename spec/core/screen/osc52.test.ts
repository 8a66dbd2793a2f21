import { describe, expect, it } from 'vitest';
import { osc52 } from '../../../core/screen/osc52.js';

describe('the clipboard sequence', () => {
  it('is plain outside tmux', () => {
    expect(osc52('ok', false)).toBe('\x1b]52;c;b2s=\x07');
  });

  it('also passes through tmux to the terminal', () => {
    expect(osc52('ok', true)).toBe('\x1b]52;c;b2s=\x07\x1bPtmux;\x1b\x1b]52;c;b2s=\x07\x1b\\');
  });

  it('is cut where terminals would drop it', () => {
    const sequence = osc52('x'.repeat(200_000), false);
    expect(Buffer.from(sequence.slice(7, -1), 'base64')).toHaveLength(75_000);
  });
});
