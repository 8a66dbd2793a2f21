/** What one way of running the tests says. What it leaves out follows the run form and the settings. */
export interface TestProfile {
  readonly name: string;
  /** Paths or node ids from the project's root. */
  readonly paths: readonly string[] | undefined;
  /** A marker expression. Together with `paths`: both have to fit, as pytest does it. */
  readonly markers: string | undefined;
  readonly keyword: string | undefined;
  /** How devmgr's own `unit` and `integration` are told: tests in one of the folders, or with one of the markers. Not together with `paths` and `markers`. */
  readonly kind?: { readonly paths: readonly string[]; readonly markers: readonly string[] } | undefined;
  readonly args: readonly string[];
  readonly workers: number | 'auto' | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly failFast: boolean | undefined;
  readonly failedFirst: boolean | undefined;
  readonly coverage: boolean | undefined;
  readonly verbosity: number | undefined;
  readonly description: string | undefined;
  /** Where it comes from: the files that say something of it, `pyproject.toml`; `undefined`: devmgr alone. */
  readonly origin: string | undefined;
}

/** Something of the settings that is not as it must be. */
export interface ProfileProblem {
  /** Of the profile; empty when it has none that can be used. */
  readonly name: string;
  /** With file, table and key: `pyproject.toml: tests.profiles.fast.workers must be …`. */
  readonly message: string;
  readonly hint: string;
}

/** The profiles of the project: `all`, `unit` and `integration` first, then those of the settings, by name. */
export interface TestProfiles {
  /** Those that can be used. */
  list(): readonly TestProfile[];
  /** Throws a `DevmgrError` for one whose settings are wrong, and for one that does not exist: then it names the nearest. */
  get(name: string): TestProfile;
  /** Settings that could not be read. */
  problems(): readonly ProfileProblem[];
}
