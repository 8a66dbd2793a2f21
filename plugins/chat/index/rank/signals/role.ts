import { pathRole, type PathRole } from '../path-role.js';
import type { RankSignal, RankState, SignalScore } from '../rank.js';
import type { RankWeights } from '../weights.js';
import { wantsTests } from '../wants-tests.js';

const weightOf: Readonly<Record<Exclude<PathRole, 'source'>, keyof RankWeights>> = {
  test: 'roleTest',
  'near-tests': 'roleNearTests',
  example: 'roleExample',
  docs: 'roleDocs',
  stub: 'roleStub',
  migration: 'roleMigration',
  script: 'roleScript',
};

/** Stems of words that ask for files of a role. */
const asking: Readonly<Record<Exclude<PathRole, 'source' | 'test' | 'near-tests'>, readonly string[]>> = {
  example: ['exampl', 'sampl', 'demo', 'tutorial', 'benchmark'],
  docs: ['doc', 'docu', 'readm', 'guid', 'changelog', 'tutorial', 'manual'],
  stub: ['stub', 'declar', 'pyi', 'dts'],
  migration: ['migr', 'migrate', 'alemb', 'schema'],
  script: ['script', 'tool', 'ci', 'workflow', 'releas'],
};

const reexport = /(?:^|\/)(?:__init__\.pyi?|index\.[cm]?[jt]sx?|package-info\.java)$/;
const nothing: SignalScore = { value: 0 };

const labels: Readonly<Record<keyof typeof weightOf, string>> = {
  test: 'tests',
  'near-tests': 'tests',
  example: 'examples',
  docs: 'documentation',
  stub: 'declarations',
  migration: 'migrations',
  script: 'scripts',
};

/** Tests, fixtures, examples, stubs, migrations and documentation after the code itself, unless the query asks for them. */
export const role: RankSignal = {
  id: 'tests',
  score({ query, corpus, candidates }, state) {
    const values = roleValues(wantsTests(query, corpus), state);
    const handsOn = { value: state.weights.roleReexport };
    return candidates.map(({ file, chunk }) => {
      const found = isTestSymbol(chunk.symbol) ? 'test' : pathRole(file.path);
      if (found !== 'source') return values.get(found) ?? nothing;
      return reexport.test(file.path) && chunk.kind === 'module' ? handsOn : nothing;
    });
  },
};

function roleValues(isForTests: boolean, { weights, words }: RankState): ReadonlyMap<PathRole, SignalScore> {
  const asks = (name: keyof typeof weightOf) =>
    name === 'test' || name === 'near-tests' ? isForTests : asking[name].some((stem) => words.places.has(stem));
  const names = Object.keys(weightOf) as (keyof typeof weightOf)[];
  return new Map(
    names.map((name) => [
      name,
      asks(name)
        ? { value: weights.roleAsked, reason: `asked for ${labels[name]}` }
        : { value: weights[weightOf[name]] },
    ]),
  );
}

/** Tests in the file that they test, as Rust has them. */
function isTestSymbol(symbol: string | undefined): boolean {
  return symbol !== undefined && /^(?:tests?\.|test_)/.test(symbol);
}
