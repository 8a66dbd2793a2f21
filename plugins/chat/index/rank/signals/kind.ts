import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { RankSignal, SignalScore } from '../rank.js';
import type { RankWeights } from '../weights.js';

const weightOf: Readonly<Record<CodeKind, keyof RankWeights>> = {
  function: 'kindFunction',
  method: 'kindMethod',
  class: 'kindClass',
  module: 'kindModule',
  statement: 'kindStatement',
  entry: 'kindEntry',
  section: 'kindSection',
  rule: 'kindRule',
  window: 'kindWindow',
};

/** Stems of words that ask for documentation, configuration and styles. */
const asking: readonly (readonly [CodeKind, readonly string[]])[] = [
  ['section', ['doc', 'document', 'docu', 'readm', 'guid', 'changelog', 'tutorial', 'manual', 'instal', 'install']],
  ['entry', ['config', 'configur', 'set', 'yaml', 'yml', 'json', 'toml', 'workflow', 'pipelin', 'compos']],
  ['rule', ['css', 'styl', 'stylesheet', 'selector']],
];

/** Definitions before the lines around them, code before documentation and configuration, unless those are asked for. */
export const kind: RankSignal = {
  id: 'kind',
  score({ candidates }, { weights, words }) {
    const values = new Map<CodeKind, SignalScore>();
    for (const [name, weight] of Object.entries(weightOf)) values.set(name as CodeKind, { value: weights[weight] });
    for (const [name, stems] of asking) {
      if (stems.some((stem) => words.places.has(stem)))
        values.set(name, { value: weights[weightOf[name]] + weights.kindAsked });
    }
    return candidates.map(({ chunk }) => values.get(chunk.kind) ?? { value: 0 });
  },
};
