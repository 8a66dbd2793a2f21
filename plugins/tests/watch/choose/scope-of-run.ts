import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../book/known-test.js';
import type { TestProfile } from '../../profiles/test-profile.js';
import { both, commonPaths } from '../../results/run-request.js';

/**
 * The paths among which tests are chosen: those that were asked for and those of the profile; empty: all. `undefined`: they have none in common.
 * Of devmgr's own `unit` and `integration` also the files of tests that are marked so. Pure.
 */
export function scopeOfRun(
  asked: Pick<TestRunOptions, 'paths'>,
  profile: Pick<TestProfile, 'paths' | 'kind'> | undefined,
  tests: readonly Pick<KnownTest, 'file' | 'markers'>[],
): readonly string[] | undefined {
  return commonPaths(asked.paths ?? [], profile?.paths ?? pathsOfKind(profile?.kind, tests));
}

/** What the profile and the person both want of tests that are given by their ids, which a profile does not narrow by itself. */
export function narrowed(asked: TestRunOptions, profile: TestProfile | undefined): TestRunOptions {
  const markers = both(profile?.markers, asked.markers);
  const keyword = both(profile?.keyword, asked.keyword);
  return { ...asked, ...(markers !== undefined && { markers }), ...(keyword !== undefined && { keyword }) };
}

function pathsOfKind(
  kind: TestProfile['kind'],
  tests: readonly Pick<KnownTest, 'file' | 'markers'>[],
): readonly string[] {
  if (!kind) return [];
  const marked = tests.filter(({ markers }) => markers.some((marker) => kind.markers.includes(marker)));
  return [...new Set([...kind.paths, ...marked.map(({ file }) => file)])];
}
