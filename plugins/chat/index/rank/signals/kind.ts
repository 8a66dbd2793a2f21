import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { RankSignal } from '../rank.js';
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

/** Languages whose windows are text or data; those of other languages are code that nobody could divide. */
const noPrograms = new Set('text markdown restructuredtext json yaml toml ini xml html'.split(' '));

/** Stems of words that ask for documentation, configuration and styles. */
const documents = ['doc', 'document', 'docu', 'readm', 'guid', 'changelog', 'tutorial', 'manual', 'instal', 'install'];
const asking: readonly (readonly [keyof RankWeights, readonly string[]])[] = [
  ['kindSection', [...documents, 'contribut']],
  ['kindText', [...documents, 'licen']],
  ['kindEntry', ['config', 'configur', 'yaml', 'yml', 'json', 'toml', 'workflow', 'pipelin', 'npm']],
  ['kindRule', ['css', 'styl', 'stylesheet', 'selector']],
];

/** Definitions before the lines around them, code before documentation and configuration, unless those are asked for. */
export const kind: RankSignal = {
  id: 'kind',
  score({ candidates }, { weights, words }) {
    const isAsked = (stems: readonly string[]) => stems.some((stem) => words.places.has(stem));
    const asked = new Set(asking.filter(([, stems]) => isAsked(stems)).map(([weight]) => weight));
    return candidates.map(({ chunk, file }) => {
      const isText = chunk.kind === 'window' && noPrograms.has(file.language);
      const weight = isText ? 'kindText' : weightOf[chunk.kind];
      return { value: weights[asked.has(weight) ? 'kindAsked' : weight] };
    });
  },
};
