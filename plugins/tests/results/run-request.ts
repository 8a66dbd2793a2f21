import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestProfile } from '../profiles/test-profile.js';

/** What devmgr itself chooses. */
export interface ChosenTests extends TestRunOptions {
  /** Node ids that are not run, whatever else chooses them. */
  readonly except?: readonly string[];
}

/** What a run is to be, out of what was asked for, its profile, and the settings. */
export interface RunRequest {
  readonly profile: string;
  readonly paths: readonly string[];
  readonly kind: TestProfile['kind'];
  readonly markers: string | undefined;
  readonly keyword: string | undefined;
  readonly args: readonly string[];
  readonly workers: number | 'auto';
  readonly env: Readonly<Record<string, string>>;
  readonly failFast: boolean;
  readonly failedFirst: boolean;
  readonly coverage: boolean;
  readonly verbosity: number;
}

/** What every run follows where nobody says otherwise. */
export interface RunSettings {
  readonly args: readonly string[];
  readonly workers: number | 'auto';
}

/**
 * Which tests: those that both fit, the profile's choice and what was asked for; exact ids, and paths
 * that are wanted whole, are run whatever the profile chooses. How: what was
 * asked for, else the profile's word, else the settings'; arguments come behind one another, so that the last one counts with pytest.
 * `undefined` for `paths`: the profile and what was asked for have none in common.
 */
export function runRequest(
  asked: TestRunOptions,
  profile: TestProfile,
  settings: RunSettings,
): Omit<RunRequest, 'paths'> & { readonly paths: readonly string[] | undefined } {
  const isExact = asked.ids !== undefined || asked.whole === true;
  const choice = isExact ? undefined : profile;
  return {
    profile: profile.name,
    paths: commonPaths(asked.paths ?? [], choice?.paths ?? []),
    kind: choice?.kind,
    markers: both(choice?.markers, asked.markers),
    keyword: both(choice?.keyword, asked.keyword),
    args: [...settings.args, ...profile.args, ...(asked.args ?? [])],
    workers: asked.workers ?? profile.workers ?? settings.workers,
    env: { ...profile.env, ...asked.env },
    failFast: asked.failFast ?? profile.failFast ?? false,
    failedFirst: asked.failedFirst ?? profile.failedFirst ?? false,
    coverage: asked.coverage ?? profile.coverage ?? false,
    verbosity: asked.verbosity ?? profile.verbosity ?? 0,
  };
}

/** Expressions that both have to hold. */
export function both(first: string | undefined, second: string | undefined): string | undefined {
  const given = [first, second].filter((text) => text !== undefined && text.trim() !== '');
  return given.length > 1 ? given.map((text) => `(${text})`).join(' and ') : given[0];
}

/** Paths and node ids that lie in both; an empty list means everything. `undefined`: there is nothing in both. */
export function commonPaths(asked: readonly string[], profile: readonly string[]): readonly string[] | undefined {
  if (asked.length === 0) return profile;
  if (profile.length === 0) return asked;
  const common = asked.flatMap((path) =>
    profile.flatMap((other) => (isWithin(path, other) ? [path] : isWithin(other, path) ? [other] : [])),
  );
  return common.length === 0 ? undefined : [...new Set(common)];
}

/** `tests/api/test_a.py::test_b` lies in `tests/api`, in `./tests/`, in its file, and in itself. */
function isWithin(path: string, other: string): boolean {
  const [inner, outer] = [plain(path), plain(other)];
  if (outer === '' || inner === outer) return true;
  return [...(outer.includes('::') ? ['::', '['] : ['/', '::'])].some((next) => inner.startsWith(outer + next));
}

function plain(path: string): string {
  return path
    .replace(/^(?:\.\/+)+/, '')
    .replace(/^\.$/, '')
    .replace(/\/+$/, '');
}
