import type { Chunk } from '../chunk.js';

/** Lines (from zero, `to` exclusive) that belong together. All pieces of a file, in order, are the file. */
export interface Piece extends Pick<Chunk, 'kind' | 'symbol' | 'signature'> {
  readonly from: number;
  readonly to: number;
  /** What it is called among its neighbours: a key. */
  readonly label?: string | undefined;
  /** What it is a part of. Small neighbours of the same group come into one chunk; `undefined`: it stays alone. */
  readonly group?: string | undefined;
}
