import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';

const set = (names: string) => new Set(names.split(' '));

/** What version control keeps for itself: nothing of the project, not even counted. */
const controlFolders = set('.git .hg .svn .bzr .jj _darcs .sl');

/** The names by which package managers and conventions keep the code of others. */
const vendoredFolders = set(
  'node_modules bower_components jspm_packages vendor _vendor third_party third-party thirdparty 3rdparty site-packages ' +
    '.venv virtualenv .virtualenv .tox .nox .eggs pods carthage .yarn .pnpm-store .terraform .bundle __pypackages__',
);

const generatedFolders = set(
  '__pycache__ .mypy_cache .ruff_cache .pytest_cache .hypothesis .ipynb_checkpoints htmlcov .nyc_output .next .nuxt ' +
    '.svelte-kit .angular .turbo .parcel-cache .cache .gradle .dart_tool .serverless .aws-sam cdk.out __snapshots__',
);

/** Made by builds as a rule, but some projects keep sources in a folder of that name: what git lists is taken for that. */
const buildFolders = set('dist build');

/** A file or folder that says what the folder around it is. */
const markers: Readonly<Record<string, SkipReason>> = {
  'pyvenv.cfg': 'vendored',
  'conda-meta': 'vendored',
  'CACHEDIR.TAG': 'generated',
  'lcov-report': 'generated',
  'coverage-final.json': 'generated',
};

export const folderMarkers: readonly string[] = Object.keys(markers);

export function isControlFolder(name: string): boolean {
  return controlFolders.has(name.toLowerCase());
}

/** Why the name of a folder says that nothing in it is for the index. `isListed`: git says that there is something. */
export function skipFolderByName(name: string, isListed: boolean): SkipReason | undefined {
  const lower = name.toLowerCase();
  if (vendoredFolders.has(lower)) return 'vendored';
  if (generatedFolders.has(lower) || lower.endsWith('.egg-info')) return 'generated';
  return buildFolders.has(lower) && !isListed ? 'generated' : undefined;
}

/** The same by what is in a folder: virtual environments and caches of whatever name. */
export function skipFolderByContent(names: Iterable<string>): SkipReason | undefined {
  for (const name of names) {
    const reason = Object.hasOwn(markers, name) ? markers[name] : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}
