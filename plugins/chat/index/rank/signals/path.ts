import type { RankSignal, SignalScore } from '../rank.js';
import { balance, countBits } from '../word-shares.js';

const nothing: SignalScore = { value: 0 };

/** Files and folders that are called as the query says. */
export const path: RankSignal = {
  id: 'path',
  score({ candidates }, { matches, shares, weights }) {
    return candidates.map((_, index) => {
      const match = matches[index];
      if (!match || (match.fileName | match.folder) === 0) return nothing;
      const ofName = match.fileNameSize === 0 ? 0 : countBits(match.fileName) / match.fileNameSize;
      const byName = weights.pathName * balance(shares.share(match.fileName), ofName);
      const byFolder = weights.pathFolder * shares.share(match.folder);
      return { value: byName + byFolder, reason: byName > weights.pathName / 3 ? 'file name' : undefined };
    });
  },
};
