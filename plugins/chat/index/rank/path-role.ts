/**
 * What a file is there for, as its path says. `near-tests`: below a folder of that name that is not the project's own one for
 * tests; it may be a part of the program that is about tests.
 */
export type PathRole = 'source' | 'test' | 'near-tests' | 'example' | 'docs' | 'stub' | 'migration' | 'script';

const folder = (names: string): RegExp => new RegExp(`(?:^|/)(?:${names})/`, 'i');

/** The first that fits. */
const roles: readonly (readonly [PathRole, RegExp])[] = [
  ['test', /^(?:(?:packages|crates|libs|src)\/(?:[^/]+\/)?)?(?:tests?|specs?|testing|e2e)\//i],
  ['test', folder('__tests__|__mocks__|mocks?|fixtures?|testdata|test[_-]?data|__snapshots__|stubs|fakes?')],
  ['test', /(?:^|\/)(?:test_[^/]*|[^/]*_(?:test|spec)|conftest|tests)\.\w+$/i],
  ['test', /(?:^|\/)[^/]*\.(?:test|spec|e2e|bench|stories|mock)\.\w+$/i],
  ['test', /(?:^|\/)[A-Z][^/]*(?:Tests?|Spec|IT)\.(?:java|kt|cs|scala|swift|groovy)$/],
  ['near-tests', folder('tests?|specs?|testing|e2e')],
  ['example', folder('examples?|samples?|demos?|tutorials?|playground|docs_src|benchmarks?|benches')],
  ['migration', folder('migrations?|alembic|migrate')],
  ['docs', folder('docs?|documentation|wiki|changelogs?')],
  ['docs', /\.(?:md|mdx|rst|adoc|txt)$/i],
  ['stub', /\.(?:d\.[cm]?ts|pyi)$/i],
  ['script', folder('scripts?|tools|ci|\\.github|hack')],
];

const cacheSize = 20_000;
const cache = new Map<string, PathRole>();

export function pathRole(path: string): PathRole {
  const known = cache.get(path);
  if (known) return known;
  const role = roles.find(([, pattern]) => pattern.test(path))?.[0] ?? 'source';
  if (cache.size >= cacheSize) cache.clear();
  cache.set(path, role);
  return role;
}
