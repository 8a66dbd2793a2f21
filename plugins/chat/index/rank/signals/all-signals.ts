import type { RankSignal } from '../rank.js';
import { centrality } from './centrality.js';
import { definition } from './definition.js';
import { diversity } from './diversity.js';
import { fileHits } from './file-hits.js';
import { fileOrder } from './file-order.js';
import { kind } from './kind.js';
import { parts } from './parts.js';
import { path } from './path.js';
import { places } from './places.js';
import { role } from './role.js';
import { symbolWords } from './symbol-words.js';
import { wholeName } from './whole-name.js';

/** In the order in which they are added: the last four look at the scores so far. */
export const allSignals: readonly RankSignal[] = [
  definition,
  wholeName,
  places,
  symbolWords,
  path,
  kind,
  role,
  centrality,
  fileHits,
  diversity,
  parts,
  fileOrder,
];

/** What can be turned off, for ablation. */
export const signalIds: readonly string[] = ['keyword', 'vector', ...allSignals.map(({ id }) => id)];
